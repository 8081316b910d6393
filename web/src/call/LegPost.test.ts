import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DM, RELAY, TestPhone, TestServer } from './testing/TestPhone.ts'

let anna: TestPhone
let ben: TestPhone
let server: TestServer

beforeEach(async () => {
  ;[anna, ben] = await Promise.all([TestPhone.make('anna'), TestPhone.make('ben')])
  server = new TestServer()
  anna.rings = { devices: [ben.device], chain: ben.chain }
  for (const phone of [anna, ben]) phone.iceServers = [RELAY]
})

const untilCarried = (fact: () => void) => server.carryUntil(fact, ben, anna)

/** What Anna has said since the last time gets lost on the server. */
function lose(): void {
  const { tamper } = server
  server.tamper = () => null
  server.carry(anna, ben)
  server.tamper = tamper
}

async function talk(): Promise<void> {
  anna.controller.dial(DM, ben.person, 'audio')
  await untilCarried(() => expect(ben.at).toBe('ringing-in'))
  ben.controller.accept('audio')
  await untilCarried(() => expect(anna.link.path).not.toBeNull())
  anna.meets(ben)
  ben.meets(anna)
  for (const phone of [anna, ben]) phone.link.tell({ is: 'flowing' })
  await untilCarried(() => expect([anna.at, ben.at]).toEqual(['connected', 'connected']))
}

const restart = (phone: TestPhone, version: number) =>
  phone.link.tell({ is: 'renegotiation', kind: 'offer', sdp: phone.describe(version) })

describe('[CALL-17] what a leg says', () => {
  it('waits while the line is down, and leaves in its order when it is open again', async () => {
    await talk()
    anna.signaling.become('lost')
    const before = anna.said().length
    restart(anna, 7)
    await anna.settled()
    expect(anna.said()).toHaveLength(before)
    anna.signaling.become('open')
    await vi.waitFor(() => expect(anna.said().slice(before)).toEqual(['renego']))
    await untilCarried(() => expect(ben.said().at(-1)).toBe('renego'))
    expect([anna.at, ben.at]).toEqual(['connected', 'connected'])
  })

  it('[ERR-1] is said again where the server has lost it, and the call goes on', async () => {
    await talk()
    restart(anna, 7)
    await anna.settled()
    lose()
    // Ben's line was down meanwhile; back on it he says what he waits for.
    ben.signaling.become('lost')
    ben.signaling.become('open')
    await vi.waitFor(() => expect(ben.sent('call-missing')).toHaveLength(1))
    const [{ call, next, back } = { call: null, next: -1, back: false }] = ben.sent('call-missing')
    if (!call) throw new Error('nothing was missed')
    const from = { person: ben.person, device: ben.device }
    anna.signaling.receive({ t: 'call-missing', call, from, next, back })
    await untilCarried(() => expect(ben.said().at(-1)).toBe('renego'))
    // Asked back, Anna says likewise what she waits for.
    expect(anna.sent('call-missing')).toMatchObject([{ back: false }])
  })

  it('[ERR-1] a gap after the lock asks for what is missing instead of ending the call', async () => {
    await talk()
    anna.link.tell({ is: 'candidate', candidate: { mid: '0', ufrag: 'a', cand: 'candidate:1' } })
    await anna.settled()
    lose()
    anna.link.tell({ is: 'candidate', candidate: { mid: '0', ufrag: 'a', cand: 'candidate:2' } })
    await anna.settled()
    server.carry(anna, ben)
    await vi.waitFor(() => expect(ben.sent('call-missing')).toMatchObject([{ back: false }]))
    expect(ben.at).toBe('connected')
  })
})
