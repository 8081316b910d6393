import type { PersonId, SfuHandle } from '@tacet/protocol/ids'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  BEN,
  BEN_IS_IN,
  conference,
  GROUP,
  HANDLE,
  ID,
  id,
  inConference,
  page,
  settle,
} from './testing/annasPage.ts'

/** Nobody turns away. */
const NEVER = new AbortController().signal

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('before a conference', () => {
  it('[CONF-1] opens the microphone for its meter, the camera when asked, and tells nobody', async () => {
    const { controller, signaling, devices, links } = page()
    await controller.preJoin(GROUP)
    expect(controller.store.getState().phase).toMatchObject({ is: 'pre-join', muted: false })
    expect(devices.opened.map(track => track.kind)).toEqual(['audio'])
    await controller.setCamera(true)
    expect(devices.opened.map(track => track.kind)).toEqual(['audio', 'video'])
    expect(signaling.sent).toEqual([])
    expect(links).toEqual([])
  })

  it('[CONF-1] can be entered without a camera, and says what is the matter with it', async () => {
    const { controller, devices } = page()
    devices.failures.set('camera', 'denied')
    await controller.preJoin(GROUP)
    await controller.setCamera(true)
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

  it('shows a camera that still starts as on, so that the next press turns it off', async () => {
    const { controller, devices } = page()
    await controller.preJoin(GROUP)
    const answer = devices.hold()
    void controller.setCamera(true)
    expect(controller.store.getState().own.starting).toEqual({ microphone: false, camera: true })
    await controller.setCamera(false)
    expect(controller.store.getState().own.starting).toEqual({ microphone: false, camera: false })
    answer()
    await settle()
    expect(devices.opened.map(track => track.readyState)).toEqual(['live', 'ended'])
    expect(controller.store.getState().own.camera).toBeNull()
  })

  it('turns everything off when the person turns away', async () => {
    const { controller, devices } = page()
    await controller.preJoin(GROUP)
    await controller.setCamera(true)
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
    await controller.setCamera(true)
    await controller.join()
    await settle()
    expect(sent('conference-start')).toEqual([{ t: 'conference-start', conversation: GROUP, kind: 'video' }])
    expect(sent('conference-join')).toHaveLength(1)
    expect(sent('conference-connected')).toHaveLength(1)
    expect(link(0).microphone).not.toBeNull()
    expect(link(0).camera).not.toBeNull()
  })

  it('takes a camera over that still starts: chosen is chosen, and asked for once', async () => {
    const { controller, devices, sent, link } = page()
    await controller.preJoin(GROUP)
    const answer = devices.hold()
    void controller.setCamera(true)
    await controller.join()
    await settle()
    expect(sent('conference-start')).toMatchObject([{ kind: 'video' }])
    expect(link(0).camera).toBeNull()
    void controller.setCamera(true)
    answer()
    await settle()
    expect(link(0).camera).not.toBeNull()
    expect(devices.opened.map(track => track.kind)).toEqual(['audio', 'video'])
  })

  it('[CONF-5] joins as it was chosen while the microphone still starts', async () => {
    const { controller, devices, link } = page()
    const answer = devices.hold()
    void controller.preJoin(GROUP)
    await controller.setMuted(true)
    await controller.join()
    answer()
    await settle()
    expect(link(0).microphone).not.toBeNull()
    expect(link(0).muted).toBe(true)
    expect(controller.store.getState().own.muted).toBe(true)
  })

  it('stays in it when a microphone starts that was asked for before the mirror', async () => {
    const { controller, devices, link } = page()
    const answer = devices.hold()
    void controller.preJoin(GROUP)
    await controller.setMuted(true)
    void controller.setMuted(false)
    await controller.join()
    answer()
    await settle()
    expect(controller.store.getState().phase.is).toBe('in')
    expect(link(0).muted).toBe(false)
    expect(devices.opened).toHaveLength(1)
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
    expect(await controller.endForAll(NEVER)).toBe(false)
    expect(phase().is).toBe('in')
    refusals.clear()
    expect(await controller.endForAll(NEVER)).toBe(true)
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
