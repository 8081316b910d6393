import type { Conference } from '@tacet/protocol/conference'
import type { ErrorCode } from '@tacet/protocol/errors'
import type { ConferenceId, ConversationId, PersonId, SfuHandle } from '@tacet/protocol/ids'
import type { Up } from '@tacet/protocol/up'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeDevices } from '../media/fakes/FakeDevices.ts'
import { FakeSfuLink } from '../media/fakes/FakeSfuLink.ts'
import { LocalTracks } from '../media/LocalTracks.ts'
import { FakeSignaling } from '../signaling/fakes/FakeSignaling.ts'
import { ConferenceController } from './ConferenceController.ts'

const id = <T extends string>(letter: string) => `${letter.repeat(21)}A` as T
const GROUP = id<ConversationId>('g')
const ID = id<ConferenceId>('c')
const ANNA = id<PersonId>('a')
const BEN = id<PersonId>('b')
const HANDLE = id<SfuHandle>('h')
const SECOND_HANDLE = id<SfuHandle>('i')
const BENS_HANDLE = id<SfuHandle>('j')

function conference(...people: Conference['people']): Conference {
  return {
    id: ID,
    conversation: GROUP,
    row: null,
    kind: 'video',
    startedBy: ANNA,
    startedAt: 1000,
    host: ANNA,
    people,
  }
}

const BEN_IS_IN = conference({ handle: BENS_HANDLE, person: BEN })
const BOTH_ARE_IN = conference({ handle: BENS_HANDLE, person: BEN }, { handle: HANDLE, person: ANNA })

/** Anna's page: her line to the server, her devices, and every link to the engine that was made. */
function page() {
  const signaling = new FakeSignaling()
  const devices = new FakeDevices()
  const links: FakeSfuLink[] = []
  const reachable: (() => boolean)[] = []
  const handles = [HANDLE, SECOND_HANDLE]
  const refusals = new Map<Up['t'], ErrorCode>()
  signaling.answerWith(message => {
    const error = refusals.get(message.t)
    if (error !== undefined) return { ok: false, failure: { error } }
    if (message.t === 'conference-join') {
      const handle = handles.shift() ?? SECOND_HANDLE
      return {
        ok: true,
        reply: { conference: BOTH_ARE_IN, handle, ticket: 't'.repeat(43), iceServers: [] },
      } as never
    }
    if (message.t === 'conference-start' || message.t === 'conference-resume') {
      return { ok: true, reply: { conference: BOTH_ARE_IN } } as never
    }
    return { ok: true, reply: {} } as never
  })
  const controller = new ConferenceController({
    signaling,
    tracks: new LocalTracks(devices),
    makeLink: serverReachable => {
      const link = new FakeSfuLink()
      links.push(link)
      reachable.push(serverReachable)
      return link
    },
    sfuUrl: 'wss://tacet.test/sfu',
    preload: () => undefined,
  })
  signaling.start()
  const sent = (t: Up['t']) => signaling.sent.filter(message => message.t === t)
  const link = (index: number) => {
    const found = links[index]
    if (found === undefined) throw new Error(`no link ${index}`)
    return found
  }
  return { signaling, devices, controller, links, link, reachable, refusals, sent }
}

const settle = () => vi.advanceTimersByTimeAsync(0)

async function inConference() {
  const anna = page()
  anna.signaling.receive({ t: 'conference', conference: BEN_IS_IN })
  await anna.controller.preJoin(GROUP)
  await anna.controller.join()
  await settle()
  return { ...anna, phase: () => anna.controller.store.getState().phase }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('before a conference', () => {
  it('[CONF-1] opens microphone and camera for the mirror and tells nobody', async () => {
    const { controller, signaling, devices, links } = page()
    await controller.preJoin(GROUP)
    expect(controller.store.getState().phase).toMatchObject({ is: 'pre-join', muted: false })
    expect(devices.opened).toHaveLength(2)
    expect(signaling.sent).toEqual([])
    expect(links).toEqual([])
  })

  it('[CONF-1] can be entered without a camera, and says what is the matter with it', async () => {
    const { controller, devices } = page()
    devices.failures.set('camera', 'denied')
    await controller.preJoin(GROUP)
    expect(controller.store.getState().problem).toEqual({ source: 'camera', failure: 'denied' })
    await controller.join()
    expect(controller.store.getState().phase.is).toBe('in')
  })

  it('[CONF-5] suggests to join muted from the seventh person on', async () => {
    const { controller, signaling } = page()
    const six = 'klmnop'
      .split('')
      .map(letter => ({ handle: id<SfuHandle>(letter), person: id<PersonId>(letter) }))
    signaling.receive({ t: 'conference', conference: conference(...six) })
    await controller.preJoin(GROUP)
    expect(controller.store.getState().phase).toMatchObject({ muted: true })
  })

  it('turns everything off when the person turns away', async () => {
    const { controller, devices } = page()
    await controller.preJoin(GROUP)
    controller.leave()
    expect(devices.opened.map(track => track.readyState)).toEqual(['ended', 'ended'])
    expect(controller.store.getState().phase).toEqual({ is: 'out' })
  })

  it('[CONF-4] knows who is in it, and forgets them at the end', () => {
    const { controller, signaling } = page()
    signaling.receive({ t: 'conference', conference: BEN_IS_IN })
    expect(controller.store.getState().running.get(GROUP)?.people).toHaveLength(1)
    signaling.receive({ t: 'conference-ended', conference: ID, conversation: GROUP, by: null })
    expect(controller.store.getState().running.size).toBe(0)
  })
})

describe('joining', () => {
  it('starts one with what is switched on, joins it, and reports its media', async () => {
    const { controller, sent, link } = page()
    await controller.preJoin(GROUP)
    await controller.setCamera(false)
    await controller.join()
    await settle()
    expect(sent('conference-start')).toEqual([{ t: 'conference-start', conversation: GROUP, kind: 'audio' }])
    expect(sent('conference-join')).toHaveLength(1)
    expect(sent('conference-connected')).toHaveLength(1)
    expect(link(0).microphone).not.toBeNull()
    expect(link(0).camera).toBeNull()
  })

  it('[CONF-3] joins the one that runs instead of starting another', async () => {
    const { sent, phase } = await inConference()
    expect(sent('conference-start')).toEqual([])
    expect(phase()).toMatchObject({ is: 'in', handle: HANDLE, line: 'connected' })
  })

  it('[CONF-5] joins muted when so chosen', async () => {
    const { controller, link } = page()
    await controller.preJoin(GROUP)
    await controller.setMuted(true)
    await controller.join()
    await settle()
    expect(link(0).muted).toBe(true)
  })

  it('stays before the mirror and says why when the server refuses', async () => {
    const { controller, refusals } = page()
    refusals.set('conference-start', 'engine-not-ready')
    await controller.preJoin(GROUP)
    await controller.join()
    expect(controller.store.getState().phase).toMatchObject({
      is: 'pre-join',
      busy: false,
      refused: 'engine-not-ready',
    })
  })

  it('leaves again at once when the person has turned away while the server was answering', async () => {
    const { controller, sent, links } = page()
    await controller.preJoin(GROUP)
    const joining = controller.join()
    controller.leave()
    await joining
    expect(sent('conference-leave')).toHaveLength(1)
    expect(links).toEqual([])
  })
})

describe('in a conference', () => {
  it('sends what is switched on later, and stops what is switched off', async () => {
    const { controller, link } = await inConference()
    await controller.setSharing(true)
    await controller.setCamera(false)
    await settle()
    expect(link(0).screen).not.toBeNull()
    expect(link(0).camera).toBeNull()
    await controller.setMuted(true)
    expect(link(0).muted).toBe(true)
  })

  it('does not take a closed picker for a problem', async () => {
    const { controller, devices } = await inConference()
    devices.failures.set('screen', 'dismissed')
    await controller.setSharing(true)
    expect(controller.store.getState().problem).toBeNull()
  })

  it('[CONF-7] leaves without ending it, with every track stopped', async () => {
    const { controller, sent, link, devices, phase } = await inConference()
    controller.leave()
    expect(sent('conference-leave')).toHaveLength(1)
    expect(sent('conference-end')).toEqual([])
    expect(link(0).state).toBe('closed')
    expect(devices.opened.every(track => track.readyState === 'ended')).toBe(true)
    expect(phase()).toEqual({ is: 'out' })
  })

  it('[CONF-7] ends it for all, and stays in it when the server does not answer', async () => {
    const { controller, signaling, refusals, phase } = await inConference()
    refusals.set('conference-end', 'unavailable')
    expect(await controller.endForAll()).toBe(false)
    expect(phase().is).toBe('in')
    refusals.clear()
    expect(await controller.endForAll()).toBe(true)
    expect(signaling.sent.filter(({ t }) => t === 'conference-end')).toHaveLength(2)
    expect(phase()).toEqual({ is: 'out' })
  })

  it('[CONF-7] shows that the host ended it, and by whom', async () => {
    const { signaling, link, devices, phase } = await inConference()
    signaling.receive({ t: 'conference-ended', conference: ID, conversation: GROUP, by: BEN })
    expect(phase()).toMatchObject({ is: 'over', ending: { how: 'ended', by: BEN } })
    expect(link(0).state).toBe('closed')
    expect(devices.opened.every(track => track.readyState === 'ended')).toBe(true)
  })

  it('[CONF-7] says "ended" even when the engine is faster than the server', async () => {
    const { signaling, link, phase } = await inConference()
    link(0).become('closed')
    await vi.advanceTimersByTimeAsync(300)
    signaling.receive({ t: 'conference-ended', conference: ID, conversation: GROUP, by: BEN })
    await vi.advanceTimersByTimeAsync(2000)
    expect(phase()).toMatchObject({ is: 'over', ending: { how: 'ended', by: BEN } })
  })

  it('[CONF-8] is out when removed from the conversation', async () => {
    const { signaling, phase } = await inConference()
    signaling.receive({ t: 'conversation-gone', conversation: GROUP })
    expect(phase()).toMatchObject({ is: 'over', ending: { how: 'removed' } })
  })

  it('[CONF-8] is out when the engine closes the line without an end for all', async () => {
    const { link, phase } = await inConference()
    link(0).become('closed')
    await vi.advanceTimersByTimeAsync(2000)
    expect(phase()).toMatchObject({ is: 'over', ending: { how: 'removed' } })
  })
})

describe('when something dies', () => {
  it('[CONF-13] joins anew after a crash of the engine: new link, fresh ticket, same tracks, mute kept, no click', async () => {
    const { controller, link, links, sent, phase } = await inConference()
    await controller.setMuted(true)
    const { microphone, camera } = link(0)
    link(0).become('lost')
    await settle()
    expect(links).toHaveLength(2)
    expect(sent('conference-join')).toHaveLength(2)
    expect(link(1)).toMatchObject({ microphone, camera, muted: true, state: 'connected' })
    expect(phase()).toMatchObject({ is: 'in', handle: SECOND_HANDLE, line: 'connected' })
  })

  it('[CONF-13] keeps asking while the engine is not up again', async () => {
    const { link, links, refusals, phase } = await inConference()
    refusals.set('conference-join', 'engine-not-ready')
    link(0).become('lost')
    await vi.advanceTimersByTimeAsync(3000)
    expect(phase()).toMatchObject({ is: 'in', line: 'reconnecting' })
    refusals.clear()
    await vi.advanceTimersByTimeAsync(1000)
    expect(links).toHaveLength(2)
    expect(phase()).toMatchObject({ line: 'connected' })
  })

  it('gives up after a minute and says so', async () => {
    const { link, refusals, phase } = await inConference()
    refusals.set('conference-join', 'unavailable')
    link(0).become('lost')
    await vi.advanceTimersByTimeAsync(61_000)
    expect(phase()).toMatchObject({ is: 'over', ending: { how: 'unreachable' } })
  })

  it('[CONF-16] tells a restarted server that it is still in it, and does not touch the media', async () => {
    const { signaling, sent, links, link, reachable, phase } = await inConference()
    signaling.become('lost')
    expect(reachable[0]?.()).toBe(false)
    link(0).become('reconnecting')
    signaling.become('open')
    await settle()
    expect(sent('conference-resume')).toEqual([
      {
        t: 'conference-resume',
        conference: ID,
        conversation: GROUP,
        row: null,
        kind: 'video',
        startedBy: ANNA,
        startedAt: 1000,
        host: ANNA,
        handle: HANDLE,
      },
    ])
    expect(reachable[0]?.()).toBe(true)
    expect(links).toHaveLength(1)
    link(0).become('connected')
    expect(phase()).toMatchObject({ is: 'in', line: 'connected' })
  })

  it('[CONF-16] resumes before it joins anew when engine and server have both died', async () => {
    const { signaling, sent, link, links } = await inConference()
    signaling.become('lost')
    link(0).become('lost')
    await vi.advanceTimersByTimeAsync(5000)
    expect(sent('conference-join')).toHaveLength(1)
    signaling.become('open')
    await vi.advanceTimersByTimeAsync(1000)
    const order = signaling.sent.map(({ t }) => t)
    expect(order.indexOf('conference-resume')).toBeLessThan(order.lastIndexOf('conference-join'))
    expect(links).toHaveLength(2)
  })

  it('is over when the server that came back knows of no such conference', async () => {
    const { signaling, refusals, phase } = await inConference()
    refusals.set('conference-resume', 'conference-over')
    signaling.become('lost')
    signaling.become('open')
    await settle()
    expect(phase()).toMatchObject({ is: 'over', ending: { how: 'ended', by: null } })
  })
})
