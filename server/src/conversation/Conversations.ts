import { directKey, moderatorAfterLeave } from '@tacet/domain/conversation/group'
import { may } from '@tacet/domain/identity/policy'
import { type ConversationView, GROUP_MAX_PEOPLE, type NewConversation } from '@tacet/protocol/conversation'
import type { Account } from '@tacet/protocol/identity'
import { ConversationId, type PersonId } from '@tacet/protocol/ids'
import type { Clock } from '../clock.ts'
import { drawId, type Random } from '../random.ts'
import { Refusal } from '../refusal.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Db } from '../storage/database.ts'
import { conversationStore } from './ConversationStore.ts'
import { membershipStore } from './MembershipStore.ts'
import { conversationPolicy } from './policy.ts'
import { requireActive } from './requireActive.ts'
import type { Views } from './Views.ts'

export interface ConversationListeners {
  membersCame(conversation: ConversationId, people: readonly PersonId[]): Promise<void>
  memberGone(conversation: ConversationId, person: PersonId): Promise<void>
}

export interface ConversationsParts {
  readonly db: Db
  readonly delivery: Delivery
  readonly clock: Clock
  readonly random: Random
  readonly views: Views
  readonly listeners: ConversationListeners
}

type Relation = 'party' | 'member' | 'moderator'
type GroupPolicy = (typeof conversationPolicy)['rename' | 'add' | 'remove' | 'leave']

/** Direct messages and groups: making them, and who is in them. */
export class Conversations {
  readonly #parts: ConversationsParts

  constructor(parts: ConversationsParts) {
    this.#parts = parts
  }

  start(by: Account, asked: NewConversation): Promise<ConversationView> {
    switch (asked.kind) {
      case 'direct':
        return this.#startDirect(by, asked.person)
      case 'group':
        return this.#startGroup(by, asked.name, asked.people)
    }
  }

  async rename(by: Account, id: ConversationId, name: string): Promise<ConversationView> {
    await this.#changeGroup(by, id, conversationPolicy.rename, async db => {
      await conversationStore(db).rename(id, name)
    })
    return this.#shown(by.id, id)
  }

  async add(by: Account, id: ConversationId, people: readonly PersonId[]): Promise<ConversationView> {
    const newcomers = await this.#changeGroup(by, id, conversationPolicy.add, async (db, members, lastAt) => {
      const present = new Set(members)
      const asked = [...new Set(people)].filter(person => !present.has(person))
      if (present.size + asked.length > GROUP_MAX_PEOPLE) throw new Refusal('too-large', { field: 'people' })
      await requireActive(db, asked)
      const added = asked.map(person => ({ id: person, moderator: false }))
      return membershipStore(db).add(id, added, this.#parts.clock.now(), lastAt)
    })
    const view = await this.#shown(by.id, id)
    await this.#parts.listeners.membersCame(id, newcomers)
    return view
  }

  /** Takes somebody out, or leaves. A group without people is gone, and everything in it. */
  async remove(by: Account, id: ConversationId, person: PersonId): Promise<void> {
    const policy = by.id === person ? conversationPolicy.leave : conversationPolicy.remove
    await this.#changeGroup(by, id, policy, async (db, members) => {
      if (!members.includes(person)) throw new Refusal('not-found')
      await takeOut(db, id, person)
    })
    await this.#tellGone(id, person)
  }

  /** Of somebody who was deactivated. Direct messages stay, under the name of the one who is no longer there. */
  async leaveGroups(person: PersonId): Promise<void> {
    const groups = await membershipStore(this.#parts.db).groupsOf(person)
    for (const id of groups) {
      await this.#parts.db.transaction().execute(async db => {
        await conversationStore(db).lock(id)
        await takeOut(db, id, person)
      })
      await this.#tellGone(id, person)
    }
  }

  async #startDirect(by: Account, person: PersonId): Promise<ConversationView> {
    if (by.id === person) throw new Refusal('invalid', { field: 'person' })
    const { db, clock, random, listeners } = this.#parts
    const key = directKey(by.id, person)
    const known = await conversationStore(db).byDirectKey(key)
    if (known) return this.#parts.views.one(by.id, known.id)

    await this.#requireMayWriteTo(by, person)
    const id = drawId(random, ConversationId)
    const now = clock.now()
    const made = await db.transaction().execute(async trx => {
      const fresh = {
        id,
        kind: 'direct' as const,
        name: null,
        direct_key: key,
        last_at: now,
        created_at: now,
      }
      if (!(await conversationStore(trx).insert(fresh))) return false
      const both = [by.id, person].map(member => ({ id: member, moderator: false }))
      await membershipStore(trx).add(id, both, now, now)
      return true
    })
    // The other person may have done the same at the same moment.
    if (!made) return this.#startDirect(by, person)
    const view = await this.#shown(by.id, id)
    await listeners.membersCame(id, [by.id, person])
    return view
  }

  async #startGroup(by: Account, name: string, people: readonly PersonId[]): Promise<ConversationView> {
    if (!may(by.role, conversationPolicy.startGroup, 'belongs')) throw new Refusal('forbidden')
    const { db, clock, random, listeners } = this.#parts
    const id = drawId(random, ConversationId)
    const now = clock.now()
    const others = [...new Set(people)].filter(person => person !== by.id)
    await db.transaction().execute(async trx => {
      await requireActive(trx, others)
      const fresh = { id, kind: 'group' as const, name, direct_key: null, last_at: now, created_at: now }
      await conversationStore(trx).insert(fresh)
      const members = [by.id, ...others].map(member => ({ id: member, moderator: member === by.id }))
      await membershipStore(trx).add(id, members, now, now)
    })
    const view = await this.#shown(by.id, id)
    await listeners.membersCame(id, [by.id, ...others])
    return view
  }

  async #requireMayWriteTo(by: Account, person: PersonId): Promise<void> {
    const store = membershipStore(this.#parts.db)
    const [target] = await store.people([person])
    if (target?.active !== 1) throw new Refusal('not-found')
    const stranger = target.role === 'external' ? 'outsider' : 'stranger'
    const relation = (await store.shareGroup(by.id, person)) ? 'groupmate' : stranger
    if (relation === 'outsider' || !may(by.role, conversationPolicy.startDirect, relation)) {
      throw new Refusal('forbidden')
    }
  }

  /** Under the conversation's lock, once the policy has agreed. */
  #changeGroup<T>(
    by: Account,
    id: ConversationId,
    policy: GroupPolicy,
    change: (db: Db, members: readonly PersonId[], lastAt: number) => Promise<T>,
  ): Promise<T> {
    return this.#parts.db.transaction().execute(async db => {
      const conversation = await conversationStore(db).lock(id)
      const members = await membershipStore(db).of(id)
      const own = members.find(member => member.person_id === by.id)
      if (!conversation || !own) throw new Refusal('not-found')
      const relation: Relation =
        conversation.kind === 'direct' ? 'party' : own.moderator === 1 ? 'moderator' : 'member'
      if (relation === 'party' || !may<Relation>(by.role, policy, relation)) throw new Refusal('forbidden')
      return change(
        db,
        members.map(member => member.person_id),
        conversation.last_at,
      )
    })
  }

  async #tellGone(id: ConversationId, person: PersonId): Promise<void> {
    const { delivery, views, listeners } = this.#parts
    delivery.toPeople([person], { t: 'conversation-gone', conversation: id })
    await views.show(id)
    await listeners.memberGone(id, person)
  }

  async #shown(person: PersonId, id: ConversationId): Promise<ConversationView> {
    await this.#parts.views.show(id)
    return this.#parts.views.one(person, id)
  }
}

/** Under the conversation's lock. Somebody always moderates, and nothing stays of a group without people. */
async function takeOut(db: Db, id: ConversationId, person: PersonId): Promise<void> {
  const store = membershipStore(db)
  if (!(await store.remove(id, person))) return
  const rest = await store.of(id)
  if (rest.length === 0) return conversationStore(db).delete(id)
  const members = rest.map(({ person_id, moderator, joined_at }) => ({
    person: person_id,
    moderator: moderator === 1,
    joinedAt: joined_at,
  }))
  const next = moderatorAfterLeave(members)
  if (next !== null) await store.makeModerator(id, next)
}
