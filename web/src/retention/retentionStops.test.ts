import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isShorter, RETENTION_STOPS, stopOf } from './retentionStops.ts'

const anyDays = fc.option(fc.integer({ min: 0, max: 3_650 }))

describe('the retention dial', () => {
  it('[HIST-8] begins at “never written” and ends at “unlimited”', () => {
    expect(RETENTION_STOPS[0]).toBe(0)
    expect(RETENTION_STOPS.at(-1)).toBeNull()
  })

  it('stands at every stop it offers', () => {
    expect(RETENTION_STOPS.map(stopOf)).toEqual(RETENTION_STOPS.map((_, at) => at))
  })

  it('never promises to keep longer than what is set', () => {
    fc.assert(
      fc.property(anyDays, days => {
        expect(isShorter(days, RETENTION_STOPS[stopOf(days)] ?? null)).toBe(false)
      }),
    )
  })

  it('knows that unlimited is the longest and that nothing is shorter than itself', () => {
    expect(isShorter(365, null)).toBe(true)
    expect(isShorter(null, 365)).toBe(false)
    expect(isShorter(null, null)).toBe(false)
    expect(isShorter(0, 1)).toBe(true)
    expect(isShorter(7, 7)).toBe(false)
  })
})
