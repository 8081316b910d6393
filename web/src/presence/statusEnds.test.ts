import { describe, expect, it } from 'vitest'
import { isChosenEnd, statusEnds } from './statusEnds.ts'

const at = (hour: number, minute = 0) => new Date(2026, 9, 13, hour, minute).getTime()

describe('the ends of a status', () => {
  it('are spans, and hours of today that are still to come', () => {
    expect(statusEnds(at(11)).map(({ at }) => at)).toEqual([at(11, 30), at(12), at(12), at(17), null])
    expect(statusEnds(at(13)).map(({ at }) => at)).toEqual([at(13, 30), at(14), at(17), null])
    expect(statusEnds(at(18)).map(({ is }) => is)).toEqual(['minutes', 'hours', 'open'])
  })

  it('are recognized for a minute', () => {
    const [half, , , , open] = statusEnds(at(11))
    if (!half || !open) throw new Error('five ends')
    expect(isChosenEnd(half, at(11, 30) + 30_000)).toBe(true)
    expect(isChosenEnd(half, at(11, 32))).toBe(false)
    expect(isChosenEnd(half, null)).toBe(false)
    expect([isChosenEnd(open, null), isChosenEnd(open, at(12))]).toEqual([true, false])
  })
})
