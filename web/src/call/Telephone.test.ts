import type { CallId } from '@tacet/protocol/ids'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { FakePeerLink } from '../media/fakes/FakePeerLink.ts'
import { DM, TestPhone, TestServer } from './testing/TestPhone.ts'

let anna: TestPhone
let ben: TestPhone
let carla: TestPhone
let server: TestServer

beforeEach(async () => {
  ;[anna, ben, carla] = (await Promise.all(['anna', 'ben', 'carla'].map(name => TestPhone.make(name)))) as [
    TestPhone,
    TestPhone,
    TestPhone,
  ]
  server = new TestServer()
  for (const phone of [anna, carla]) phone.rings = { devices: [ben.device], chain: ben.chain }
})

const untilCarried = (fact: () => void) => server.carryUntil(fact, ben, anna, carla)

const view = () => ben.telephone.store.getState()
const heldNow = (link: FakePeerLink) => link.said.filter(said => said.t === 'sending').at(-1)

/** Somebody's media comes up at both ends; answers Ben's link to them. */
async function connect(other: TestPhone): Promise<FakePeerLink> {
  await untilCarried(() => expect(other.link.path).not.toBeNull())
  other.meets(ben)
  ben.meets(other)
  for (const phone of [other, ben]) phone.link.tell({ is: 'flowing' })
  await untilCarried(() => expect([other.at, ben.at]).toEqual(['connected', 'connected']))
  return ben.link
}

async function talkToAnna(): Promise<FakePeerLink> {
  anna.controller.dial(DM, ben.person, 'audio')
  await untilCarried(() => expect(ben.at).toBe('ringing-in'))
  ben.controller.accept('audio')
  return connect(anna)
}

async function knock(): Promise<void> {
  carla.controller.dial(DM, ben.person, 'video')
  await untilCarried(() => expect(view().waiting).not.toBeNull())
}

describe('a second call', () => {
  it('[CALL-10] waits silently: the first one goes on, and a soft tone says so once', async () => {
    const toAnna = await talkToAnna()
    const before = ben.sounds.length
    await knock()
    expect(ben.at).toBe('connected')
    expect(toAnna.sending.has('microphone')).toBe(true)
    expect(ben.sounds.slice(before)).toEqual(['knock'])
    expect(ben.sent('call-end')).toEqual([])
  })

  it('[CALL-10] hold and accept: no track to the one on hold, the microphone to the other, and both are told', async () => {
    const toAnna = await talkToAnna()
    await knock()
    ben.telephone.acceptWaiting('hold')
    const toCarla = await connect(carla)
    await vi.waitFor(() => expect(toCarla.sending.has('microphone')).toBe(true))
    expect(toAnna.sending.size).toBe(0)
    expect(heldNow(toAnna)).toMatchObject({ held: true, microphone: false })
    expect(heldNow(toCarla)).toMatchObject({ held: false, microphone: true })
    expect(view().held?.store.getState().call).toMatchObject({ facts: { peer: anna.person } })
    // CALL-7: with sound only, though the call is one with video; one microphone for both.
    expect(ben.devices.opened.map(track => track.kind)).toEqual(['audio'])
  })

  it('[CALL-10] who was put on hold sends nothing either, until it is over', async () => {
    await talkToAnna()
    await vi.waitFor(() => expect(anna.link.sending.has('microphone')).toBe(true))
    const held = (is: boolean) =>
      anna.link.tell({
        is: 'said',
        message: {
          t: 'sending',
          microphone: !is,
          camera: false,
          screen: false,
          screenAudio: false,
          held: is,
        },
      })
    held(true)
    await vi.waitFor(() => expect(anna.link.sending.size).toBe(0))
    held(false)
    await vi.waitFor(() => expect(anna.link.sending.has('microphone')).toBe(true))
  })

  it('[CALL-10] swapping is one press, and keeps the mute', async () => {
    const toAnna = await talkToAnna()
    await knock()
    ben.telephone.acceptWaiting('hold')
    const toCarla = await connect(carla)
    await ben.controller.toggleMicrophone()
    ben.telephone.swap()
    await vi.waitFor(() => expect(toAnna.sending.has('microphone')).toBe(true))
    expect(toCarla.sending.size).toBe(0)
    expect(heldNow(toAnna)).toMatchObject({ held: false, microphone: false })
    expect(ben.controller.store.getState().call).toMatchObject({ facts: { peer: anna.person } })
  })

  it('[CALL-10] the end of one call leaves the other on hold until it is resumed', async () => {
    const toAnna = await talkToAnna()
    await knock()
    ben.telephone.acceptWaiting('hold')
    await connect(carla)
    ben.controller.hangUp()
    ben.controller.dismiss()
    expect(view()).toMatchObject({ onHold: true, held: null })
    expect(ben.controller.store.getState().call).toMatchObject({
      at: 'connected',
      facts: { peer: anna.person },
    })
    expect(toAnna.sending.size).toBe(0)
    ben.telephone.resume()
    await vi.waitFor(() => expect(toAnna.sending.has('microphone')).toBe(true))
  })

  it('[CALL-10] end and accept: the first one is over', async () => {
    await talkToAnna()
    await knock()
    ben.telephone.acceptWaiting('end')
    await connect(carla)
    await untilCarried(() => expect(anna.at).toBe('ended'))
    expect(view().held).toBeNull()
  })

  it('[CALL-18] the last call gives the microphone back', async () => {
    await talkToAnna()
    await knock()
    ben.telephone.acceptWaiting('hold')
    await connect(carla)
    ben.telephone.hangUp()
    await vi.waitFor(() => expect(ben.devices.opened.map(track => track.readyState)).toEqual(['ended']))
  })

  it('[CALL-10] rings aloud as soon as the first one is over', async () => {
    await talkToAnna()
    await knock()
    anna.controller.hangUp()
    await untilCarried(() => expect(ben.at).toBe('ringing-in'))
    expect(ben.sounds.at(-1)).toBe('ring')
    expect(view().waiting).toBeNull()
  })

  it('[CALL-10] can be declined, and the first one knows nothing of it', async () => {
    await talkToAnna()
    await knock()
    view().waiting?.decline()
    expect(ben.sent('call-end')).toMatchObject([{ reason: 'decline' }])
    expect([ben.at, view().waiting]).toEqual(['connected', null])
  })

  it('[CALL-22] of the same person takes the place of the first one', async () => {
    await talkToAnna()
    const [old] = anna.sent('call-start')
    anna.controller.hangUp()
    anna.controller.dismiss()
    server.tamper = message => (JSON.parse(message.envelope.m).t === 'bye' ? null : message)
    anna.controller.dial(DM, ben.person, 'audio')
    await vi.waitFor(() => expect(anna.sent('call-start')).toHaveLength(2))
    await vi.waitFor(() => expect(anna.said().filter(kind => kind === 'offer')).toHaveLength(2))
    server.carry(anna, ben)
    await ben.settled()
    if (old) ben.signaling.receive({ t: 'call-ended', call: old.call, reason: 'error' })
    await vi.waitFor(() => expect(ben.at).toBe('ringing-in'))
    const { call } = ben.controller.store.getState()
    expect(call.at !== 'idle' && call.facts.call).not.toBe(old?.call)
    expect(view()).toMatchObject({ waiting: null, held: null })
  })

  it('[CALL-22] an offer that the server has kept for more than 60 s does not ring', async () => {
    server.tamper = message => ({ ...message, age: 60_001 })
    anna.controller.dial(DM, ben.person, 'audio')
    await vi.waitFor(() => expect(anna.said()).toContain('offer'))
    server.carry(anna, ben)
    await ben.settled()
    expect([ben.at, ben.sounds]).toEqual(['idle', []])
  })

  it('ignores what is about a call that it does not have', async () => {
    await talkToAnna()
    ben.signaling.receive({ t: 'call-ended', call: 'x'.repeat(22) as CallId, reason: 'hangup' })
    await ben.settled()
    expect(ben.at).toBe('connected')
  })
})
