import { comparePositions, parseCursor, positionOf } from '@tacet/domain/conversation/timeline'
import type { Message, TimelineCursor, TimelinePage } from '@tacet/protocol/conversation'
import {
  type ClientMessageId,
  type ConversationId,
  MessageId,
  type Millis,
  type PersonId,
} from '@tacet/protocol/ids'
import type { Clock } from '../clock.ts'
import { drawId, type Random } from '../random.ts'
import { Refusal } from '../refusal.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Db } from '../storage/database.ts'
import { takeMoment } from '../storage/takeMoment.ts'
import { type ConversationStore, conversationStore } from './ConversationStore.ts'
import type { LiveGatherings } from './liveGatherings.ts'
import { membershipStore } from './MembershipStore.ts'
import type { Memberships } from './Memberships.ts'
import { type Direction, messageStore } from './MessageStore.ts'
import { messageOf, timelineItemOf, unreadOf } from './present.ts'
import { storeGathering } from './storeGathering.ts'
import type { Views } from './Views.ts'

export interface MessagesParts {
  readonly db: Db
  readonly delivery: Delivery
  readonly clock: Clock
  readonly random: Random
  readonly memberships: Memberships
  readonly views: Views
  readonly gatherings: LiveGatherings
}

interface NewMessage {
  readonly conversation: ConversationId
  readonly client: ClientMessageId
  readonly text: string
}

export interface TimelineAsked {
  readonly before?: TimelineCursor | undefined
  readonly after?: TimelineCursor | undefined
  readonly limit: number
}

/** Sent before: nothing of the transaction may stay. */
class SentBefore extends Error {}

/** What is written in conversations, and who has read how far. */
export class Messages {
  readonly #parts: MessagesParts

  constructor(parts: MessagesParts) {
    this.#parts = parts
  }

  /** The same client id twice is one message: the second time answers what the first one made. */
  async send(author: PersonId, asked: NewMessage): Promise<Message> {
    const { db, delivery, views, gatherings, clock } = this.#parts
    const { conversation } = asked
    const gathering = await gatherings.of(conversation)
    try {
      const { message, members } = await db.transaction().execute(async trx => {
        // [UPG-3] The first message makes it a group chat like any other.
        if (gathering?.members.includes(author)) await storeGathering(trx, gathering, clock.now())
        return this.#write(trx, author, asked)
      })
      if (gathering) await gatherings.change(conversation, () => null)
      delivery.toPeople(members, { t: 'message', message })
      const read = { conversation: message.conversation, readAt: message.at, unread: 0 }
      delivery.toPeople([author], { t: 'conversation-read', ...read })
      if (gathering) await views.show(conversation)
      return message
    } catch (error) {
      if (!(error instanceof SentBefore)) throw error
      const row = await messageStore(db).byClient(author, asked.client)
      if (row?.conversation_id !== asked.conversation) throw new Refusal('invalid', { field: 'client' })
      return messageOf(row)
    }
  }

  /** Answers where the mark stands afterwards: on an item, and never further back than before. */
  async markRead(
    person: PersonId,
    conversation: ConversationId,
    at: Millis,
  ): Promise<{ readAt: Millis; unread: number }> {
    const { db, delivery } = this.#parts
    const store = conversationStore(db)
    const newest = await newestRead(store, person, conversation, at)
    const moved = newest !== null && (await store.markRead(conversation, person, newest))
    const row = await store.unread(conversation, person)
    if (!row) throw new Refusal('not-found')
    const read = { readAt: row.read_at, unread: unreadOf(row) }
    if (moved) delivery.toPeople([person], { t: 'conversation-read', conversation, ...read })
    return read
  }

  async timeline(
    person: PersonId,
    conversation: ConversationId,
    asked: TimelineAsked,
  ): Promise<TimelinePage> {
    if (asked.before !== undefined && asked.after !== undefined)
      throw new Refusal('invalid', { field: 'after' })
    const { db, memberships } = this.#parts
    await memberships.require(person, conversation)
    const direction: Direction = asked.after === undefined ? 'before' : 'after'
    const cursor = asked.after ?? asked.before
    const from = cursor === undefined ? null : parseCursor(cursor)
    const rows = await messageStore(db).timeline(conversation, direction, from, asked.limit + 1)
    const items = rows
      .map(row => timelineItemOf(conversation, row))
      .sort((a, b) => comparePositions(positionOf(a), positionOf(b)))
    const more = items.length > asked.limit
    return { items: direction === 'before' ? items.slice(-asked.limit) : items.slice(0, asked.limit), more }
  }

  async #write(db: Db, author: PersonId, { conversation, client, text }: NewMessage) {
    const at = await takeMoment(db, conversation, this.#parts.clock.now())
    const rows = await membershipStore(db).of(conversation)
    const own = rows.find(row => row.person_id === author)
    if (at === undefined || !own) throw new Refusal('not-found')
    if (own.kind === 'direct' && rows.some(row => row.active !== 1)) throw new Refusal('forbidden')
    const row = {
      id: drawId(this.#parts.random, MessageId),
      conversation_id: conversation,
      author_id: author,
      client_id: client,
      text,
      at,
    }
    if (!(await messageStore(db).insert(row))) throw new SentBefore()
    // Whoever writes has read; and nobody's unread messages are ever counted over a long past.
    await conversationStore(db).markRead(conversation, author, at)
    return { message: messageOf(row), members: rows.map(member => member.person_id) }
  }
}

/**
 * A mark stands on an item, so that it can go with the item (and tells of no other moment). It passes no call that
 * still rings the person: such a call may yet be missed, and then has to count (CALL-12).
 */
async function newestRead(
  store: ConversationStore,
  person: PersonId,
  conversation: ConversationId,
  at: Millis,
): Promise<Millis | null> {
  const newest = await store.newestUpTo(conversation, at)
  const ringing = await store.ringingSince(conversation, person)
  return newest === null || ringing === null || newest < ringing
    ? newest
    : store.newestUpTo(conversation, ringing - 1)
}
