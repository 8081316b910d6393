/** A time without a packet, in milliseconds. */
export interface Pause {
  readonly from: number
  readonly length: number
}

/**
 * The longest time without a packet among those that arrived at `arrivals` (ascending), as far as it lasted on after
 * `since`. Throws where there are too few packets to tell.
 */
export function longestPause(arrivals: readonly number[], since = Number.NEGATIVE_INFINITY): Pause {
  let longest: Pause | null = null
  for (const [at, arrival] of arrivals.entries()) {
    const from = arrivals[at - 1]
    if (from === undefined || arrival < since) continue
    if (longest === null || arrival - from > longest.length) longest = { from, length: arrival - from }
  }
  if (longest === null) throw new RangeError('too few packets to speak of a pause')
  return longest
}

/** How long after `since` packets come again without a pause as long as the longest one. */
export function backAfter(arrivals: readonly number[], since: number): number {
  const { from, length } = longestPause(arrivals, since)
  return from + length - since
}
