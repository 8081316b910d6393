import { z } from 'zod/mini'
import { CallRow } from './history.ts'
import { PersonCard } from './identity.ts'
import { ClientMessageId, ConversationId, MessageId, Millis, PersonId } from './ids.ts'
import { typed } from './text.ts'

export const MESSAGE_MAX_CHARS = 8_000
export const GROUP_MAX_PEOPLE = 200

export const ConversationKind = z.enum(['direct', 'group'])
export type ConversationKind = z.infer<typeof ConversationKind>

export const ConversationName = typed(80)
export const MessageText = typed(MESSAGE_MAX_CHARS)

export const Message = z.object({
  id: MessageId,
  conversation: ConversationId,
  author: PersonId,
  /** What the author's device called it, so that its optimistic copy can be replaced. */
  client: ClientMessageId,
  text: z.string(),
  /** Strictly increasing within a conversation: it is also the order. */
  at: Millis,
})
export type Message = z.infer<typeof Message>

export const TimelineItem = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), message: Message }),
  z.object({ type: z.literal('call'), call: CallRow }),
])
export type TimelineItem = z.infer<typeof TimelineItem>

/**
 * Position in a timeline, written `<at>.<id>`: where messages and calls lie, ordered by (at, id).
 * A page before a cursor holds what is strictly older, one after it what is strictly newer.
 */
export const TimelineCursor = z.string().check(z.regex(/^\d{1,15}\.[A-Za-z0-9_-]{22}$/))
export type TimelineCursor = z.infer<typeof TimelineCursor>

/** Ascending in time. `more`: there is something beyond this page in the direction asked for. */
export const TimelinePage = z.object({ items: z.array(TimelineItem), more: z.boolean() })
export type TimelinePage = z.infer<typeof TimelinePage>

export const Conversation = z.object({
  id: ConversationId,
  kind: ConversationKind,
  /** Groups only. */
  name: z.nullable(ConversationName),
  members: z.array(PersonId),
  createdAt: Millis,
  /** Newest item, for the list. */
  last: z.nullable(TimelineItem),
  unread: z.int(),
  /** Everything up to this moment was read by this person. */
  readAt: Millis,
  /**
   * It is kept in memory only, until somebody writes in it (UPG-3); else it goes with its conference. Absent where it is
   * stored.
   */
  inMemory: z.optional(z.literal(true)),
})
export type Conversation = z.infer<typeof Conversation>

/** Answer to everything that makes or changes a conversation: it, and the cards of its members. */
export const ConversationView = z.object({ conversation: Conversation, people: z.array(PersonCard) })
export type ConversationView = z.infer<typeof ConversationView>

export const NewConversation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('direct'), person: PersonId }),
  z.object({
    kind: z.literal('group'),
    name: ConversationName,
    people: z.array(PersonId).check(z.minLength(1), z.maxLength(GROUP_MAX_PEOPLE - 1)),
  }),
])
export type NewConversation = z.infer<typeof NewConversation>

export const RenameConversation = z.object({ name: ConversationName })
export const AddMembers = z.object({
  people: z.array(PersonId).check(z.minLength(1), z.maxLength(GROUP_MAX_PEOPLE)),
})

export const MessageUp = {
  send: z.object({
    t: z.literal('message-send'),
    conversation: ConversationId,
    client: ClientMessageId,
    text: MessageText,
  }),
  read: z.object({ t: z.literal('conversation-read'), conversation: ConversationId, at: Millis }),
}

export const MessageDown = {
  message: z.object({ t: z.literal('message'), message: Message }),
  /** New to this person, or changed: name, members. */
  conversation: z.object({ t: z.literal('conversation'), view: ConversationView }),
  gone: z.object({ t: z.literal('conversation-gone'), conversation: ConversationId }),
  /** This person read it on another device. */
  read: z.object({
    t: z.literal('conversation-read'),
    conversation: ConversationId,
    readAt: Millis,
    unread: z.int(),
  }),
}
