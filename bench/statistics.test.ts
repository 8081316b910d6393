import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differences, median, quantile, summarize } from './statistics.ts'

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const samples = fc.array(number, { minLength: 1, maxLength: 50 })
const share = fc.double({ min: 0, max: 1, noNaN: true })

describe('quantile', () => {
  it('is the middle sample, or the middle between the two', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([4, 1, 2, 3])).toBe(2.5)
  })

  it('lies between neighbours by its share', () => {
    expect(quantile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48)
    expect(quantile([7], 0.95)).toBe(7)
  })

  it('sorts by value, not by text', () => {
    expect(median([100, 9, 20])).toBe(20)
  })

  it('leaves the samples as they were', () => {
    const given = [3, 1, 2]
    median(given)
    expect(given).toEqual([3, 1, 2])
  })

  it('never leaves the range of the samples, and grows with the share', () => {
    fc.assert(
      fc.property(samples, share, share, (values, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        expect(quantile(values, 0)).toBe(Math.min(...values))
        expect(quantile(values, 1)).toBe(Math.max(...values))
        // Interpolation rounds in the last place.
        expect(quantile(values, low)).toBeLessThanOrEqual(quantile(values, high) + 1e-6)
      }),
    )
  })

  it('has no value where nothing was measured, or no number was', () => {
    expect(() => median([])).toThrow('no samples')
    expect(() => median([1, Number.NaN])).toThrow('no number')
    expect(() => quantile([1], 1.5)).toThrow('between 0 and 1')
  })
})

describe('summarize', () => {
  it('counts the samples and tells their middle and their tail', () => {
    const hundred = Array.from({ length: 101 }, (_, at) => 100 - at)
    expect(summarize(hundred)).toEqual({ samples: 101, median: 50, p95: 95 })
  })
})

describe('differences', () => {
  it('compares the two of each pair', () => {
    expect(differences([5, 7, 4], [4, 7, 6])).toEqual([1, 0, -2])
  })

  it('finds what one adds, whatever noise each pair shares', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: -50, max: 50 }), (noise, added) => {
        const found = median(
          differences(
            noise.map(value => value + added),
            noise,
          ),
        )
        expect(found).toBeCloseTo(added, 5)
      }),
    )
  })

  it('refuses samples that make no pairs', () => {
    expect(() => differences([1, 2], [1])).toThrow('no pairs')
  })
})
