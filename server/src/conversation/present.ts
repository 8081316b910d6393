import { UNREAD_MAX } from '@tacet/domain/conversation/unread'
import type { Conversation, Message, TimelineItem } from '@tacet/protocol/conversation'
import type { CallKind, CallRow, CallStatus } from '@tacet/protocol/history'
import type { PersonCard } from '@tacet/protocol/identity'
import type { CallRowId, ClientMessageId, ConversationId, MessageId, PersonId } from '@tacet/protocol/ids'
import type { MessageTable } from '../storage/schema.ts'
import type { ConversationStore, ViewRow } from './ConversationStore.ts'
import type { Gathering } from './liveGatherings.ts'
import type { TimelineRow } from './MessageStore.ts'

type MemberRow = Awaited<ReturnType<ConversationStore['membersAround']>>[number]

export function messageOf(row: MessageTable): Message {
  return {
    id: row.id,
    conversation: row.conversation_id,
    author: row.author_id,
    client: row.client_id,
    text: row.text,
    at: row.at,
  }
}

/** The conversation as the member whose row it is sees it. */
export function conversationOf(row: ViewRow, members: readonly PersonId[]): Conversation {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    members: [...members],
    createdAt: row.created_at,
    last: newestOf(row),
    unread: unreadOf(row),
    readAt: row.read_at,
  }
}

/** A conversation that is in memory only, alike for everybody in it. */
export function gatheringOf({ id, members, createdAt }: Gathering): Conversation {
  return {
    id,
    kind: 'group',
    name: null,
    members: [...members],
    createdAt,
    last: null,
    unread: 0,
    readAt: 0,
    inMemory: true,
  }
}

export function cardOf({ id, name, role, active }: Omit<MemberRow, 'conversation_id'>): PersonCard {
  return { id, name, role, active: active === 1 }
}

export function unreadOf(row: { unread_messages: number | null; unread_calls: number | null }): number {
  return Math.min(UNREAD_MAX, (row.unread_messages ?? 0) + (row.unread_calls ?? 0))
}

/** The joins fill either all columns of an item or none. */
function newestOf(row: ViewRow): TimelineItem | null {
  const { message_id, author_id, client_id, text, at } = row
  if (message_id && author_id && client_id && text !== null && at !== null) {
    const message = { id: message_id, conversation: row.id, author: author_id, client: client_id, text, at }
    return { type: 'message', message }
  }
  const { call_id, call_kind, status, started_by, started_at } = row
  if (call_id && call_kind && status && started_by && started_at !== null) {
    return {
      type: 'call',
      call: {
        id: call_id,
        conversation: row.id,
        kind: call_kind,
        status,
        startedBy: started_by,
        startedAt: started_at,
        endedAt: row.ended_at,
        endedBy: row.ended_by,
      },
    }
  }
  return null
}

export function timelineItemOf(conversation: ConversationId, row: TimelineRow): TimelineItem {
  switch (row.type) {
    case 'message': {
      const message: Message = {
        id: row.id as MessageId,
        conversation,
        author: row.person,
        client: row.detail as ClientMessageId,
        text: row.content,
        at: row.at,
      }
      return { type: 'message', message }
    }
    case 'call': {
      const call: CallRow = {
        id: row.id as CallRowId,
        conversation,
        kind: row.content as CallKind,
        status: row.detail as CallStatus,
        startedBy: row.person,
        startedAt: row.at,
        endedAt: row.ended_at,
        endedBy: row.ended_by,
      }
      return { type: 'call', call }
    }
  }
}

/** Members by conversation, and each person's card once. */
export function membersOf(rows: readonly MemberRow[]): {
  members: ReadonlyMap<ConversationId, PersonId[]>
  people: PersonCard[]
} {
  const members = new Map<ConversationId, PersonId[]>()
  const people = new Map<PersonId, PersonCard>()
  for (const { conversation_id, ...person } of rows) {
    const { id } = person
    const known = members.get(conversation_id)
    if (known) known.push(id)
    else members.set(conversation_id, [id])
    people.set(id, cardOf(person))
  }
  return { members, people: [...people.values()] }
}
