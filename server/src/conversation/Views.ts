import type { Conversation, ConversationView } from '@tacet/protocol/conversation'
import type { PersonCard } from '@tacet/protocol/identity'
import type { ConversationId, PersonId } from '@tacet/protocol/ids'
import { Refusal } from '../refusal.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Db } from '../storage/database.ts'
import { conversationStore } from './ConversationStore.ts'
import type { Gathering, LiveGatherings } from './liveGatherings.ts'
import { membershipStore } from './MembershipStore.ts'
import { cardOf, conversationOf, gatheringOf, membersOf } from './present.ts'

/** What members see of their conversations. */
export class Views {
  readonly #db: Db
  readonly #delivery: Delivery
  readonly #gatherings: LiveGatherings

  constructor(db: Db, delivery: Delivery, gatherings: LiveGatherings) {
    this.#db = db
    this.#delivery = delivery
    this.#gatherings = gatherings
  }

  /** Everything this person is in, newest first, and the cards of everybody there. */
  async all(person: PersonId): Promise<{ conversations: Conversation[]; people: PersonCard[] }> {
    const store = conversationStore(this.#db)
    const [rows, around, gatherings] = await Promise.all([
      store.viewsOf(person),
      store.membersAround(person),
      this.#gatherings.with(person),
    ])
    const { members, people } = membersOf(around)
    const stored = rows.map(row => conversationOf(row, members.get(row.id) ?? []))
    const more = await this.#cards(gatherings.flatMap(each => each.members))
    return {
      conversations: [...gatherings.map(gatheringOf), ...stored],
      people: [...people, ...more.filter(({ id }) => !people.some(known => known.id === id))],
    }
  }

  async one(person: PersonId, conversation: ConversationId): Promise<ConversationView> {
    const view = (await this.#ofMembers(conversation)).get(person)
    if (!view) throw new Refusal('not-found')
    return view
  }

  /** Shows every member the conversation as it is now, each with their own marks. */
  async show(conversation: ConversationId): Promise<void> {
    for (const [person, view] of await this.#ofMembers(conversation)) {
      this.#delivery.toPeople([person], { t: 'conversation', view })
    }
  }

  async #ofMembers(conversation: ConversationId): Promise<ReadonlyMap<PersonId, ConversationView>> {
    const gathering = await this.#gatherings.of(conversation)
    if (gathering) return this.#ofGathering(gathering)
    const store = conversationStore(this.#db)
    const [rows, cards] = await Promise.all([store.viewsIn(conversation), store.cardsIn(conversation)])
    const { members, people } = membersOf(cards)
    const ids = members.get(conversation) ?? []
    return new Map(rows.map(row => [row.person_id, { conversation: conversationOf(row, ids), people }]))
  }

  async #ofGathering(gathering: Gathering): Promise<ReadonlyMap<PersonId, ConversationView>> {
    const view = { conversation: gatheringOf(gathering), people: await this.#cards(gathering.members) }
    return new Map(gathering.members.map(person => [person, view]))
  }

  async #cards(people: readonly PersonId[]): Promise<PersonCard[]> {
    if (people.length === 0) return []
    return (await membershipStore(this.#db).cards(people)).map(cardOf)
  }
}
