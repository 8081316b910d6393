import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../fakes/ManualClock.ts'
import { TokenBuckets } from './TokenBuckets.ts'

describe('a token bucket', () => {
  it('gives what it holds, then says how long to wait', () => {
    const clock = new ManualClock()
    const buckets = new TokenBuckets({ burst: 3, perSecond: 2 }, clock)
    expect([1, 2, 3].map(() => buckets.take('a'))).toEqual([0, 0, 0])
    expect(buckets.take('a')).toBe(500)
    expect(buckets.take('b')).toBe(0)
    clock.advance(499)
    expect(buckets.take('a')).toBeGreaterThan(0)
    clock.advance(1)
    expect(buckets.take('a')).toBe(0)
  })

  it('never gives more than its burst and what has flowed since', () => {
    const steps = fc.array(fc.record({ wait: fc.nat(3_000), cost: fc.integer({ min: 1, max: 4 }) }), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 4, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        (list, burst, perSecond) => {
          const clock = new ManualClock()
          const buckets = new TokenBuckets({ burst, perSecond }, clock)
          const begin = clock.now()
          let given = 0
          for (const { wait, cost } of list) {
            clock.leap(wait)
            if (buckets.take('a', cost) === 0) given += cost
            const flowed = ((clock.now() - begin) / 1_000) * perSecond
            expect(given).toBeLessThanOrEqual(burst + flowed + 1e-6)
          }
        },
      ),
    )
  })

  it('is served after the time that it named', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), (takes, perSecond) => {
        const clock = new ManualClock()
        const buckets = new TokenBuckets({ burst: 5, perSecond }, clock)
        for (let take = 0; take < takes; take++) {
          clock.leap(buckets.take('a', 5))
          if (buckets.take('a', 5) === 0) continue
          clock.leap(buckets.take('a', 5))
          expect(buckets.take('a', 5)).toBe(0)
        }
      }),
    )
  })

  it('locks nobody out when the clock is set back', () => {
    const clock = new ManualClock()
    const buckets = new TokenBuckets({ burst: 1, perSecond: 1 }, clock)
    buckets.take('a')
    clock.leap(-24 * 60 * 60 * 1_000)
    expect(buckets.take('a')).toBe(1_000)
    clock.leap(1_000)
    expect(buckets.take('a')).toBe(0)
  })
})
