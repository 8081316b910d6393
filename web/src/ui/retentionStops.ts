/** Days at the marks of the dial; `0`: never written, `null`: without limit. */
export const RETENTION_STOPS: readonly (number | null)[] = [0, 1, 7, 30, 90, 365, null]

/** Index of the mark that stands for `days`; a number between two marks goes to the shorter one. */
export function nearestStop(days: number | null): number {
  if (days === null) return RETENTION_STOPS.length - 1
  return RETENTION_STOPS.findLastIndex(stop => stop !== null && stop <= days)
}
