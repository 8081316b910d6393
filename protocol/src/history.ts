import { z } from 'zod/mini'
import { CallRowId, ConversationId, Millis, PersonId } from './ids.ts'

/** With what a call began. It never changes afterwards. */
export const CallKind = z.enum(['audio', 'video', 'screen'])
export type CallKind = z.infer<typeof CallKind>

/** Declined, busy, unanswered, cancelled, unreachable: all of them are `not_connected`, and nothing tells them apart. */
export const CallStatus = z.enum(['connecting', 'connected', 'not_connected'])
export type CallStatus = z.infer<typeof CallStatus>

/**
 * All that is kept of a call, direct or conference: these eight fields and no others.
 * There is no type here that could hold a participant of a conference, a join or a leave.
 */
export const CallRow = z.strictObject({
  id: CallRowId,
  conversation: ConversationId,
  kind: CallKind,
  status: CallStatus,
  startedBy: PersonId,
  startedAt: Millis,
  /** Only of a call that connected. */
  endedAt: z.nullable(Millis),
  /** Direct call: who hung up, `null` when the connection was lost. Conference: only who ended it for all. */
  endedBy: z.nullable(PersonId),
})
export type CallRow = z.infer<typeof CallRow>

/** Answer to `GET /api/calls/:id`: the literal row, and when it goes. */
export const StoredCall = z.object({ row: CallRow, deletedAt: z.nullable(Millis) })
export type StoredCall = z.infer<typeof StoredCall>
