import { describe, expect, it } from 'vitest'
import { hearMuted, NOTHING_SAID } from './mutedSpeech.ts'
import { CALL_21_AGAIN } from './timers.ts'

const EVERY = 50

/** Moments, in milliseconds, at which a hint comes while the level is looked at 20 times a second. */
function hints(level: (now: number) => number, length: number): number[] {
  const found: number[] = []
  let state = NOTHING_SAID
  for (let now = 0; now <= length; now += EVERY) {
    const [next, hint] = hearMuted(state, level(now), now)
    state = next
    if (hint) found.push(now)
  }
  return found
}

describe('speaking while muted', () => {
  it('[CALL-21] is told after some words, and at most once a minute', () => {
    const found = hints(() => 0.7, 3 * CALL_21_AGAIN)
    expect(found).toHaveLength(3)
    expect(found[0]).toBeLessThan(1_000)
    for (const [at, moment] of found.entries())
      if (at > 0) expect(moment - (found[at - 1] ?? 0)).toBeGreaterThanOrEqual(CALL_21_AGAIN)
  })

  it('[CALL-21] is told of speech with pauses between the words', () => {
    expect(hints(now => (now % 400 < 200 ? 0.7 : 0.1), 5_000)).toHaveLength(1)
  })

  it('[CALL-21] is not told of a knock, nor of a quiet room', () => {
    expect(hints(now => (now % 2_000 < 100 ? 0.9 : 0.1), 30_000)).toEqual([])
    expect(hints(() => 0.3, 30_000)).toEqual([])
  })
})
