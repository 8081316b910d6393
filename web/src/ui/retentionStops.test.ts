import { describe, expect, it } from 'vitest'
import { nearestStop, RETENTION_STOPS } from './retentionStops.ts'

describe('the retention dial', () => {
  it('stands at the mark of a value that has one', () => {
    for (const [index, stop] of RETENTION_STOPS.entries()) expect(nearestStop(stop)).toBe(index)
  })

  it('shows less rather than more where a value lies between two marks', () => {
    expect(RETENTION_STOPS[nearestStop(45)]).toBe(30)
    expect(RETENTION_STOPS[nearestStop(3650)]).toBe(365)
  })
})
