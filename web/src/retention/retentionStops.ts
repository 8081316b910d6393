import type { CallRetentionDays } from '@tacet/protocol/identity'

/** What the dial offers: days; `0` = never written, `null` = unlimited. Ascending. */
export const RETENTION_STOPS: readonly CallRetentionDays[] = [0, 1, 7, 30, 90, 365, null]

/** `null` is the longest of all. */
const length = (days: CallRetentionDays): number => days ?? Number.POSITIVE_INFINITY

/** Where the dial stands for a setting that may have been made elsewhere: at the longest stop that is not longer. */
export const stopOf = (days: CallRetentionDays): number =>
  RETENTION_STOPS.findLastIndex(stop => length(stop) <= length(days))

/** Whether rows that exist now would go at once. */
export const isShorter = (next: CallRetentionDays, than: CallRetentionDays): boolean =>
  length(next) < length(than)
