import type { CallKind, CallRow } from '@tacet/protocol/history'
import type { CallRowId, ConversationId, Millis, PersonId } from '@tacet/protocol/ids'

/**
 * The only way to leave a trace of a call. Every change is told to the members of the conversation as `call-row`.
 * With retention 0 nothing is written and every answer is null.
 */
export interface CallHistory {
  /** A call begins: status `connecting`. */
  open(call: {
    conversation: ConversationId
    kind: CallKind
    startedBy: PersonId
    /** Of the conversation, where the caller knows them already. */
    members?: readonly PersonId[]
  }): Promise<CallRowId | null>
  /** Media flows. Does nothing to a row that is not `connecting`. */
  connected(row: CallRowId | null): Promise<void>
  /** It is over: `connected` gets its end and `by`; `connecting` becomes `not_connected` with neither. Idempotent. */
  ended(row: CallRowId | null, by: PersonId | null): Promise<void>
  /** Glare: the losing call leaves no row. */
  drop(row: CallRowId | null): Promise<void>
  /** Rows without an end that were begun before `before`: what a server that starts may find. */
  openRows(before: Millis): Promise<readonly CallRow[]>
}
