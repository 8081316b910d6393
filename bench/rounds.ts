const WARM_UPS = 3

/**
 * Measures every variant once in each of `count` rounds, after a few that don't count, and answers what they gave: the
 * samples of one round stand at the same place. Every other round runs backwards, so that none always has the same
 * one before it.
 */
export async function runRounds<V extends string, T>(
  variants: readonly V[],
  count: number,
  measure: (variant: V) => Promise<T>,
): Promise<(variant: V) => T[]> {
  const given = new Map(variants.map(variant => [variant, [] as T[]]))
  for (let round = -WARM_UPS; round < count; round++) {
    for (const variant of round % 2 === 0 ? variants : variants.toReversed()) {
      const one = await measure(variant)
      if (round >= 0) given.get(variant)?.push(one)
    }
  }
  return variant => given.get(variant) ?? []
}
