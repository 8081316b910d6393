import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Attempts, waitBeforeCall, withAttempt } from './coolDown.ts'
import { CALL_23_ATTEMPTS, CALL_23_WINDOW } from './timers.ts'

const MINUTE = 60_000

/** Somebody who presses at these moments, and calls whenever they may. */
function press(moments: readonly number[]): { rang: number[]; attempts: Attempts } {
  const rang: number[] = []
  let attempts: Attempts = []
  for (const now of moments) {
    if (waitBeforeCall(attempts, now) > 0) continue
    rang.push(now)
    attempts = withAttempt(attempts, now)
  }
  return { rang, attempts }
}

const moments = fc
  .array(fc.integer({ min: 0, max: 60 * MINUTE }), { maxLength: 60 })
  .map(all => all.sort((a, b) => a - b))

describe('[CALL-23] the cool-down', () => {
  it('begins with the fourth call in ten minutes, and ends ten minutes after the first', () => {
    const { attempts } = press([0, MINUTE, 2 * MINUTE])
    expect(waitBeforeCall(attempts, 3 * MINUTE)).toBe(7 * MINUTE)
    expect(waitBeforeCall(attempts, 10 * MINUTE - 1)).toBe(1)
    expect(waitBeforeCall(attempts, 10 * MINUTE)).toBe(0)
  })

  it('lets no more than three calls ring in any ten minutes', () => {
    fc.assert(
      fc.property(moments, pressed => {
        const { rang } = press(pressed)
        for (const at of rang) {
          const within = rang.filter(other => other >= at && other < at + CALL_23_WINDOW)
          expect(within.length).toBeLessThanOrEqual(CALL_23_ATTEMPTS)
        }
      }),
    )
  })

  it('is never longer than ten minutes, and over when it says so', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 120 * MINUTE }), (pressed, now) => {
        const { attempts } = press(pressed)
        const wait = waitBeforeCall(attempts, now)
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThanOrEqual(CALL_23_WINDOW)
        expect(waitBeforeCall(attempts, now + wait)).toBe(0)
      }),
    )
  })

  it('never holds back somebody who calls twice', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (first, second, now) => {
        expect(waitBeforeCall([Math.min(first, second), Math.max(first, second)], now)).toBe(0)
      }),
    )
  })
})
