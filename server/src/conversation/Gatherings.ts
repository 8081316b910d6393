import { may } from '@tacet/domain/identity/policy'
import type { ConversationView } from '@tacet/protocol/conversation'
import type { Account } from '@tacet/protocol/identity'
import { ConversationId, type PersonId } from '@tacet/protocol/ids'
import { drawId } from '../random.ts'
import { Refusal } from '../refusal.ts'
import { conversationStore } from './ConversationStore.ts'
import type { ConversationsParts } from './Conversations.ts'
import type { Gathering, LiveGatherings } from './liveGatherings.ts'
import { membershipStore } from './MembershipStore.ts'
import { conversationPolicy } from './policy.ts'
import { requireActive } from './requireActive.ts'

export interface GatheringsParts extends ConversationsParts {
  readonly gatherings: LiveGatherings
}

/**
 * [UPG-3] Where the people of a call go when it becomes a conference: into the group chat that they have already, or into
 * a conversation that is in memory only, so that the call itself leaves no list of people.
 */
export class Gatherings {
  readonly #parts: GatheringsParts

  constructor(parts: GatheringsParts) {
    this.#parts = parts
  }

  /** `others` are not told before they are admitted. */
  async gather(by: Account, partner: PersonId, others: readonly PersonId[]): Promise<ConversationView> {
    const { db, views, gatherings, clock, random, listeners } = this.#parts
    const awaited = [...new Set(others)].filter(person => person !== by.id && person !== partner)
    if (awaited.length === 0) throw new Refusal('invalid', { field: 'people' })
    const everybody = [by.id, partner, ...awaited]
    const group = await membershipStore(db).groupOfExactly(everybody)
    if (group !== null) return views.one(by.id, group)
    if (!may(by.role, conversationPolicy.startGroup, 'belongs')) throw new Refusal('forbidden')
    await requireActive(db, [partner, ...awaited])

    const known = await gatherings.ofExactly(everybody)
    const id = known?.id ?? drawId(random, ConversationId)
    const fresh = { id, by: by.id, members: [], awaited: everybody, createdAt: clock.now() }
    await gatherings.change(id, now => admitted(now ?? fresh, [by.id, partner]))
    await views.show(id)
    await listeners.membersCame(id, [by.id, partner])
    return views.one(by.id, id)
  }

  /** [UPG-5] From now on they see it. Does nothing in a conversation that is stored. */
  async admit(id: ConversationId, people: readonly PersonId[]): Promise<void> {
    const { views, gatherings, listeners } = this.#parts
    const before = await gatherings.of(id)
    const newcomers = before?.awaited.filter(person => people.includes(person)) ?? []
    if (newcomers.length === 0) return
    await gatherings.change(id, now => now && admitted(now, newcomers))
    await views.show(id)
    await listeners.membersCame(id, newcomers)
  }

  /** A server that has lost its memory hears, with proof, that this person was in it. */
  async revive(id: ConversationId, person: PersonId): Promise<void> {
    const { db, views, gatherings, clock } = this.#parts
    if (await conversationStore(db).find(id)) return
    const fresh = { id, by: person, members: [], awaited: [person], createdAt: clock.now() }
    await gatherings.change(id, now =>
      admitted(now ? { ...now, awaited: [...now.awaited, person] } : fresh, [person]),
    )
    await views.show(id)
  }

  /** Its conference is over: if nobody has written in it, it goes as well. */
  async over(id: ConversationId): Promise<void> {
    const { gatherings, delivery } = this.#parts
    const gone = await gatherings.of(id)
    if (!gone) return
    await gatherings.change(id, () => null)
    delivery.toPeople(gone.members, { t: 'conversation-gone', conversation: id })
  }

  /** A sign of life of its conference. */
  touch(id: ConversationId): Promise<void> {
    return this.#parts.gatherings.touch(id)
  }

  /** Of somebody who was deactivated. */
  async leave(person: PersonId): Promise<void> {
    const { gatherings, delivery, views, listeners } = this.#parts
    for (const { id } of await gatherings.with(person)) {
      await gatherings.change(id, now => now && without(now, person))
      delivery.toPeople([person], { t: 'conversation-gone', conversation: id })
      await views.show(id)
      await listeners.memberGone(id, person)
    }
  }
}

function admitted(gathering: Gathering, people: readonly PersonId[]): Gathering {
  const came = gathering.awaited.filter(person => people.includes(person))
  const members = [...gathering.members.filter(person => !came.includes(person)), ...came]
  return { ...gathering, members, awaited: gathering.awaited.filter(person => !came.includes(person)) }
}

function without(gathering: Gathering, person: PersonId): Gathering {
  const members = gathering.members.filter(each => each !== person)
  return { ...gathering, members }
}
