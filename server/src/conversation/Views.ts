import type { Conversation, ConversationView } from '@tacet/protocol/conversation'
import type { PersonCard } from '@tacet/protocol/identity'
import type { ConversationId, PersonId } from '@tacet/protocol/ids'
import { Refusal } from '../refusal.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Db } from '../storage/database.ts'
import { conversationStore } from './ConversationStore.ts'
import { conversationOf, membersOf } from './present.ts'

/** What members see of their conversations. */
export class Views {
  readonly #db: Db
  readonly #delivery: Delivery

  constructor(db: Db, delivery: Delivery) {
    this.#db = db
    this.#delivery = delivery
  }

  /** Everything this person is in, newest first, and the cards of everybody there. */
  async all(person: PersonId): Promise<{ conversations: Conversation[]; people: PersonCard[] }> {
    const store = conversationStore(this.#db)
    const [rows, around] = await Promise.all([store.viewsOf(person), store.membersAround(person)])
    const { members, people } = membersOf(around)
    return { conversations: rows.map(row => conversationOf(row, members.get(row.id) ?? [])), people }
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
    const store = conversationStore(this.#db)
    const [rows, cards] = await Promise.all([store.viewsIn(conversation), store.cardsIn(conversation)])
    const { members, people } = membersOf(cards)
    const ids = members.get(conversation) ?? []
    return new Map(rows.map(row => [row.person_id, { conversation: conversationOf(row, ids), people }]))
  }
}
