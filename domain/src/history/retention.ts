import type { CallRow } from '@tacet/protocol/history'
import type { CallRetentionDays } from '@tacet/protocol/identity'
import type { Millis } from '@tacet/protocol/ids'

const DAY = 24 * 60 * 60 * 1_000

/** When this row goes; null: it stays. */
export function deletionOf(row: CallRow, days: CallRetentionDays): Millis | null {
  return days === null ? null : row.startedAt + days * DAY
}

/** Rows that began before this moment are due; null: none ever is. With 0 days every row is. */
export function retentionCutoff(now: Millis, days: CallRetentionDays): Millis | null {
  if (days === null) return null
  return days === 0 ? Number.MAX_SAFE_INTEGER : now - days * DAY
}
