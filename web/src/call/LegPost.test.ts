import type { DownOf } from '@tacet/protocol/down'
import type { UpOf } from '@tacet/protocol/up'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DM, RELAY, ROW, TestPhone } from './testing/TestPhone.ts'

type Letter = UpOf<'call-signal'>

let anna: TestPhone
let ben: TestPhone
/** How much of what each has said was carried. */
let carried: Map<TestPhone, number>

beforeEach(async () => {
  ;[anna, ben] = await Promise.all([TestPhone.make('anna'), TestPhone.make('ben')])
  anna.rings = { devices: [ben.device], chain: ben.chain }
  for (const phone of [anna, ben]) phone.iceServers = [RELAY]
  carried = new Map()
})

const letters = (from: TestPhone): Letter[] => from.sent('call-signal').slice(carried.get(from) ?? 0)

/** Takes what somebody has said since the last time, and hands it over; `lose` drops it instead. */
function carry(from: TestPhone, to: TestPhone, lose = false): void {
  const fresh = letters(from)
  carried.set(from, from.sent('call-signal').length)
  if (lose) return
  for (const { call, envelope } of fresh) {
    const isOffer = JSON.parse(envelope.m).t === 'offer'
    const message: DownOf<'call-signal'> = {
      t: 'call-signal',
      call,
      conversation: DM,
      from: { person: from.person, device: from.device },
      envelope,
      age: 0,
      ...(isOffer ? { ring: { row: ROW, iceServers: to.iceServers, chain: from.chain } } : {}),
    }
    to.signaling.receive(message)
  }
}

function untilCarried(fact: () => void): Promise<void> {
  return vi.waitFor(() => {
    carry(anna, ben)
    carry(ben, anna)
    fact()
  })
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
    carry(anna, ben, true)
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
    carry(anna, ben, true)
    anna.link.tell({ is: 'candidate', candidate: { mid: '0', ufrag: 'a', cand: 'candidate:2' } })
    await anna.settled()
    carry(anna, ben)
    await vi.waitFor(() => expect(ben.sent('call-missing')).toMatchObject([{ back: false }]))
    expect(ben.at).toBe('connected')
  })
})
