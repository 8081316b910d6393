/** What many samples of one quantity come to, in the unit of the samples. */
export interface Summary {
  readonly samples: number
  readonly median: number
  readonly p95: number
}

/**
 * The value below which the share `q` (0…1) of the samples lies, linear between neighbours. Throws where there are none:
 * nothing measured is no zero.
 */
export function quantile(samples: readonly number[], q: number): number {
  if (q < 0 || q > 1) throw new RangeError(`a share lies between 0 and 1: ${q}`)
  if (samples.some(Number.isNaN)) throw new RangeError('one of the samples is no number')
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  if (below === undefined || above === undefined) throw new RangeError('there are no samples')
  return below + (above - below) * (at - Math.floor(at))
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

export function summarize(samples: readonly number[]): Summary {
  return { samples: samples.length, median: median(samples), p95: quantile(samples, 0.95) }
}

/** What the one has more than the other, pair by pair. Pairs share the noise of their moment, so it cancels out. */
export function differences(ones: readonly number[], others: readonly number[]): number[] {
  if (ones.length !== others.length) throw new RangeError(`${ones.length} and ${others.length} make no pairs`)
  return ones.map((one, at) => one - (others[at] ?? Number.NaN))
}
