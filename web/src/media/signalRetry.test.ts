import { describe, expect, it } from 'vitest'
import { GIVE_UP, SETTLE, signalRetry } from './signalRetry.ts'

describe('a broken signalling line to the engine', () => {
  it('waits a moment before it judges, because the line to our server may be falling with it', () => {
    expect(signalRetry({ elapsedMs: 0, retryCount: 0 }, true)).toBe(SETTLE)
    expect(signalRetry({ elapsedMs: 0, retryCount: 0 }, false)).toBe(SETTLE)
  })

  it('[CONF-13] gives up at once while our server answers: the engine has died, join anew', () => {
    expect(signalRetry({ elapsedMs: 400, retryCount: 1 }, true)).toBeNull()
  })

  it('[CONF-16] keeps trying while our server is away, because the media still flows', () => {
    for (const retryCount of [1, 2, 50, 200]) {
      expect(signalRetry({ elapsedMs: retryCount * 1000, retryCount }, false)).toBeGreaterThan(0)
    }
  })

  it('does not try for ever', () => {
    expect(signalRetry({ elapsedMs: GIVE_UP + 1, retryCount: 300 }, false)).toBeNull()
  })
})
