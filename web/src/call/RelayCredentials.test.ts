import type { IceServer } from '@tacet/protocol/call'
import type { CallId } from '@tacet/protocol/ids'
import { describe, expect, it } from 'vitest'
import { RelayCredentials } from './RelayCredentials.ts'

const CALL = 'call' as CallId
const MINUTE = 60_000
const turn = (username: string): IceServer[] => [
  { urls: ['turn:192.0.2.7:3478'], username, credential: 'secret' },
]

function credentials() {
  let now = 0
  let given: IceServer[] | null = turn('second')
  const asked: CallId[] = []
  const relay = new RelayCredentials({
    now: () => now,
    ask: async call => {
      asked.push(call)
      return given
        ? { ok: true, reply: { iceServers: given } }
        : { ok: false, failure: { error: 'unavailable' } }
    },
  })
  relay.take(turn('first'))
  return { relay, asked, pass: (time: number) => (now += time), give: (what: typeof given) => (given = what) }
}

describe('RelayCredentials', () => {
  it('[SEC-6] asks for new ones before a restart that the old ones would not outlive, and not earlier', async () => {
    const { relay, asked, pass } = credentials()
    pass(7 * MINUTE)
    expect(await relay.renewed(CALL)).toBeNull()
    expect(asked).toEqual([])
    pass(MINUTE)
    expect(await relay.renewed(CALL)).toEqual(turn('second'))
    expect(relay.servers).toEqual(turn('second'))
    expect(await relay.renewed(CALL)).toBeNull()
    expect(asked).toEqual([CALL])
  })

  it('keeps the old ones where nobody gives new ones', async () => {
    const { relay, pass, give } = credentials()
    pass(9 * MINUTE)
    give(null)
    expect(await relay.renewed(CALL)).toBeNull()
    give([])
    expect(await relay.renewed(CALL)).toBeNull()
    expect(relay.servers).toEqual(turn('first'))
  })

  it('[SEC-5] knows whether there is a relay at all', () => {
    const { relay } = credentials()
    expect(relay.hasRelay).toBe(true)
    relay.take([{ urls: ['stun:192.0.2.7:3478'] }])
    expect(relay.hasRelay).toBe(false)
  })
})
