import type { Address, LegMessage } from '@tacet/protocol/call'
import type { Ack } from '@tacet/protocol/down'
import type { CallId, CallRowId, ConversationId, DeviceId, PersonId } from '@tacet/protocol/ids'
import type { Up, UpOf } from '@tacet/protocol/up'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeDevices } from '../media/fakes/FakeDevices.ts'
import { FakePeerLink } from '../media/fakes/FakePeerLink.ts'
import { LocalTracks } from '../media/LocalTracks.ts'
import { FakeSignaling } from '../signaling/fakes/FakeSignaling.ts'
import { CallController } from './CallController.ts'

const id = (text: string): string => `${text.padEnd(21, 'A')}A`
const anna: Address = { person: id('anna') as PersonId, device: id('desk') as DeviceId }
const ben: Address = { person: id('ben') as PersonId, device: id('laptop') as DeviceId }
const DM = id('dm') as ConversationId
const ROW = id('row') as CallRowId
const MINE = id('mine') as CallId
const THEIRS = id('theirs') as CallId

function setUp() {
  const signaling = new FakeSignaling()
  const devices = new FakeDevices()
  const links: FakePeerLink[] = []
  const sounds: string[] = []
  signaling.answerWith((message: Up): Ack => {
    const reply =
      message.t === 'call-start' ? { row: ROW, devices: [ben.device], iceServers: [], chain: [] } : {}
    return { ok: true, reply } as Ack
  })
  const controller = new CallController({
    signaling,
    tracks: new LocalTracks(devices),
    makeLink: role => {
      const link = new FakePeerLink(role)
      links.push(link)
      return link
    },
    me: () => anna,
    hideAddress: () => false,
    drawCallId: () => MINE,
    play: sound => sounds.push(sound),
  })
  signaling.start()
  return { signaling, devices, links, sounds, controller }
}

let world: ReturnType<typeof setUp>
beforeEach(() => {
  world = setUp()
})

const at = () => world.controller.store.getState().call.at
const sentOf = <T extends Up['t']>(t: T): UpOf<T>[] =>
  world.signaling.sent.filter((m): m is UpOf<T> => m.t === t)
const sentLegs = (): LegMessage[] => sentOf('call-signal').map(({ envelope }) => JSON.parse(envelope.m))

/** Ben's device says something in the leg of `call`. */
function benSays(call: CallId, body: object, sdp?: string, from: Address = ben): void {
  const message = { v: 'leg/1', callId: call, from, to: anna, n: 0, ...body }
  world.signaling.receive({
    t: 'call-signal',
    call,
    conversation: DM,
    from: ben,
    envelope: { m: JSON.stringify(message), ...(sdp === undefined ? {} : { sdp }) },
    age: 0,
    ...('t' in body && body.t === 'offer' ? { ring: { row: ROW, iceServers: [], chain: [] } } : {}),
  })
}

async function dial(media: 'audio' | 'video' | 'screen' = 'audio'): Promise<void> {
  world.controller.dial(DM, ben.person, media)
  await vi.waitFor(() => expect(sentLegs()).toHaveLength(1))
}

async function talk(): Promise<FakePeerLink> {
  await dial()
  world.signaling.receive({ t: 'call-ringing', call: MINE, device: ben.device })
  benSays(MINE, { t: 'answer' }, 'v=0 answer')
  benSays(MINE, { t: 'accept', media: 'audio' })
  const [link] = world.links
  if (!link) throw new Error('no link')
  await vi.waitFor(() => expect(link.path).not.toBeNull())
  link.secure()
  link.tell({ is: 'flowing' })
  return link
}

describe('calling somebody', () => {
  it('[CALL-1] opens the microphone before it tells anybody', async () => {
    world.devices.failures.set('microphone', 'denied')
    world.controller.dial(DM, ben.person, 'audio')
    await vi.waitFor(() => expect(world.controller.store.getState().problem).not.toBeNull())
    expect(world.controller.store.getState().problem).toEqual({ source: 'microphone', failure: 'denied' })
    expect(world.signaling.sent).toEqual([])
    world.controller.continueWithout()
    await vi.waitFor(() => expect(sentOf('call-start')).toHaveLength(1))
  })

  it('[RING-1] sends each ringing device an offer of its own, addressed to it', async () => {
    await dial()
    expect(sentOf('call-signal')[0]).toMatchObject({ call: MINE, to: ben, envelope: { sdp: 'v=0 offer' } })
    expect(sentLegs()[0]).toMatchObject({
      t: 'offer',
      callId: MINE,
      from: anna,
      to: ben,
      n: 0,
      media: 'audio',
    })
  })

  it('[RING-5] attaches its tracks only after consent and a secured path', async () => {
    await dial()
    const [link] = world.links
    benSays(MINE, { t: 'answer' }, 'v=0 answer')
    expect(link?.path).toBeNull()
    benSays(MINE, { t: 'accept', media: 'audio' })
    await vi.waitFor(() => expect(link?.path).not.toBeNull())
    expect(link?.sending.size).toBe(0)
    link?.secure()
    await vi.waitFor(() => expect(link?.sending.has('microphone')).toBe(true))
  })

  it('takes nothing from a message that names other people than its line', async () => {
    await dial()
    const mallory: Address = { person: id('mallory') as PersonId, device: id('x') as DeviceId }
    benSays(MINE, { t: 'answer' }, 'v=0 answer', mallory)
    benSays(MINE, { t: 'accept', media: 'audio' }, undefined, mallory)
    expect(at()).toBe('dialing')
  })

  it('[CALL-14] is connected with the first media, and tells the server', async () => {
    await talk()
    expect(at()).toBe('connected')
    expect(sentOf('call-connected')).toEqual([{ t: 'call-connected', call: MINE }])
    expect(world.controller.store.getState().connectedSince).not.toBeNull()
  })

  it('[CALL-18] hanging up tells both ways, stops every track and closes the link', async () => {
    const link = await talk()
    world.controller.hangUp()
    expect(link.said).toContainEqual({ t: 'bye' })
    expect(sentOf('call-end')).toEqual([{ t: 'call-end', call: MINE, reason: 'hangup' }])
    expect(sentLegs().at(-1)).toMatchObject({ t: 'bye', reason: 'hangup' })
    expect(link.closed).toBe(true)
    expect(world.devices.opened.map(track => track.readyState)).toEqual(['ended'])
    expect(at()).toBe('ended')
  })

  it('[CALL-17] says after a reconnect that the call still runs', async () => {
    await talk()
    world.signaling.become('lost')
    world.signaling.become('open')
    await vi.waitFor(() => expect(sentOf('call-resume')).toHaveLength(1))
    expect(sentOf('call-resume')[0]).toMatchObject({
      phase: 'connected',
      row: ROW,
      device: ben.device,
      caller: anna.person,
    })
    expect(at()).toBe('connected')
  })
})

describe('being called', () => {
  beforeEach(() => {
    world.signaling.become('open')
    benSays(THEIRS, { t: 'offer', media: 'video' }, 'v=0 offer')
  })

  it('[CALL-5] opens neither microphone nor camera nor path before Accept', () => {
    expect(at()).toBe('ringing-in')
    expect(world.devices.opened).toEqual([])
    expect(world.links).toEqual([])
    expect(sentOf('call-ringing')).toEqual([{ t: 'call-ringing', call: THEIRS }])
  })

  it('[RING-2] sends answer and consent together after the click', async () => {
    world.controller.accept('video')
    await vi.waitFor(() => expect(sentLegs().map(message => message.t)).toEqual(['answer', 'accept']))
    expect(world.links[0]?.role).toBe('callee')
    expect(world.devices.opened.map(track => track.kind)).toEqual(['audio', 'video'])
  })

  it('[CALL-7] accepting with audio never opens the camera', async () => {
    world.controller.accept('audio')
    await vi.waitFor(() => expect(sentLegs()).toHaveLength(2))
    world.links[0]?.secure()
    expect(world.devices.opened.map(track => track.kind)).toEqual(['audio'])
    expect(world.links[0]?.sending.has('camera')).toBe(false)
  })

  it('[CALL-12] a caller who cancels stops the ring', () => {
    benSays(THEIRS, { t: 'bye', reason: 'cancel' })
    expect(at()).toBe('ended')
    expect(world.sounds.at(-1)).toBe('end')
  })

  it('declines without opening anything', () => {
    world.controller.decline()
    expect(sentOf('call-end')).toEqual([{ t: 'call-end', call: THEIRS, reason: 'decline' }])
    expect(world.devices.opened).toEqual([])
    expect(world.links).toEqual([])
  })
})

describe('during a call', () => {
  it('[NEG-1] switches microphone, camera and screen on their fixed lines and tells the other side', async () => {
    const link = await talk()
    await world.controller.toggleCamera()
    await vi.waitFor(() => expect(link.sending.has('camera')).toBe(true))
    await vi.waitFor(() => expect(link.said.at(-1)).toMatchObject({ t: 'sending', camera: true }))
    await world.controller.toggleMicrophone()
    await vi.waitFor(() => expect(link.said.at(-1)).toMatchObject({ microphone: false }))
    await world.controller.toggleCamera()
    await vi.waitFor(() => expect(link.sending.has('camera')).toBe(false))
  })

  it('[WEB-2] believes that there is a picture only when the other side says so', async () => {
    const link = await talk()
    expect(world.controller.store.getState().peer.camera).toBeNull()
    link.tell({
      is: 'said',
      message: { t: 'sending', microphone: true, camera: true, screen: false, screenAudio: false },
    })
    expect(world.controller.store.getState().peer.camera).not.toBeNull()
    expect(world.controller.store.getState().own.camera).toBeNull()
  })

  it('[SHARE-1] closing the browser’s picker is no problem to report', async () => {
    await talk()
    world.devices.failures.set('screen', 'dismissed')
    await world.controller.toggleScreen()
    expect(world.controller.store.getState().problem).toBeNull()
  })
})
