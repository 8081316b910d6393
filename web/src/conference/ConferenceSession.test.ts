import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  ANNA,
  BEN,
  BENS_HANDLE,
  conference,
  GROUP,
  HANDLE,
  ID,
  inConference,
  proofOf,
  SECOND_HANDLE,
  settle,
} from './testing/annasPage.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
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

  it('does not hurry when every new link comes to nothing, and gives up after a minute', async () => {
    const { link, phase, sent, refuseLinks } = await inConference()
    refuseLinks()
    link(0).become('lost')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(phase()).toMatchObject({ is: 'in', line: 'reconnecting' })
    expect(sent('conference-join').length).toBeLessThan(25)
    await vi.advanceTimersByTimeAsync(55_000)
    expect(phase()).toMatchObject({ is: 'over', ending: { how: 'unreachable' } })
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
        proof: proofOf(HANDLE),
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

  it('[CONF-16] shows whoever is still in the engine, though the restarted server does not know them yet', async () => {
    const { signaling, link, phase } = await inConference()
    link(0).show([{ handle: BENS_HANDLE, tracks: [], speaking: false, quality: 4 }])
    signaling.receive({ t: 'conference', conference: conference({ handle: HANDLE, person: ANNA }) })
    expect(phase()).toMatchObject({ people: [{ person: BEN }, { person: ANNA }] })
  })

  it('[CONF-16] proves its latest seat to a restarted server', async () => {
    const { signaling, sent, link } = await inConference()
    link(0).become('lost')
    await settle()
    signaling.become('lost')
    signaling.become('open')
    await settle()
    expect(sent('conference-resume')).toMatchObject([
      { handle: SECOND_HANDLE, proof: proofOf(SECOND_HANDLE) },
    ])
  })

  it('[CONF-16] ends it for all as soon as the server is back', async () => {
    const { controller, signaling, sent, phase } = await inConference()
    signaling.become('lost')
    const ending = controller.endForAll(new AbortController().signal)
    await vi.advanceTimersByTimeAsync(3000)
    expect(sent('conference-end')).toEqual([])
    signaling.become('open')
    await vi.advanceTimersByTimeAsync(1000)
    expect(await ending).toBe(true)
    expect(sent('conference-end')).toHaveLength(1)
    expect(phase()).toEqual({ is: 'out' })
  })

  it('ends nothing for a host who has turned away meanwhile', async () => {
    const { controller, signaling, sent, phase } = await inConference()
    const turnedAway = new AbortController()
    signaling.become('lost')
    const ending = controller.endForAll(turnedAway.signal)
    turnedAway.abort()
    signaling.become('open')
    await vi.advanceTimersByTimeAsync(1000)
    expect(await ending).toBe(false)
    expect(sent('conference-end')).toEqual([])
    expect(phase().is).toBe('in')
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
