import { describe, expect, it } from 'vitest'
import { GIVE_UP, PATIENCE, SETTLE, SignalRetry } from './SignalRetry.ts'

function retry(reachable: boolean) {
  const server = { reachable }
  const policy = new SignalRetry(() => server.reachable)
  const fail = (retryCount: number, elapsedMs = retryCount * 1000) =>
    policy.nextRetryDelayInMs({ retryCount, elapsedMs })
  return { server, fail }
}

describe('a broken signalling line to the engine', () => {
  it('waits a moment before it judges, because the line to our server may be falling with it', () => {
    expect(retry(true).fail(0)).toBe(SETTLE)
    expect(retry(false).fail(0)).toBe(SETTLE)
  })

  it('[CONF-16] keeps trying while our server is away, because the media still flows', () => {
    const { fail } = retry(false)
    for (const retryCount of [0, 1, 2, 50, 200]) expect(fail(retryCount)).toBeGreaterThan(0)
  })

  it('[CONF-16] allows a server that has come back some failures, and then gives up', () => {
    const { server, fail } = retry(false)
    fail(0)
    fail(1)
    server.reachable = true
    for (let failure = 0; failure < PATIENCE; failure += 1) expect(fail(2 + failure)).toBeGreaterThan(0)
    expect(fail(20)).toBeNull()
  })

  it('begins to count anew with the next break', () => {
    const { fail } = retry(true)
    for (let count = 0; count <= PATIENCE; count += 1) fail(count)
    expect(fail(0)).toBe(SETTLE)
    expect(fail(1)).toBeGreaterThan(0)
  })

  it('does not try for ever', () => {
    expect(retry(false).fail(300, GIVE_UP + 1)).toBeNull()
  })
})
