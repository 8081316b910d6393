import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeDevices } from './fakes/FakeDevices.ts'
import { LocalTracks } from './LocalTracks.ts'
import type { DeviceNews } from './ports.ts'

let devices: FakeDevices
let tracks: LocalTracks
let news: DeviceNews[]

beforeEach(() => {
  devices = new FakeDevices()
  tracks = new LocalTracks(devices)
  news = []
  tracks.onDeviceNews(one => news.push(one))
})

const used = () => tracks.track('microphone')?.getSettings().deviceId

async function talkThrough(names: readonly string[], choice: string | null): Promise<void> {
  devices.plug('microphone', names)
  devices.choose('microphone', choice)
  await tracks.openMicrophone()
  expect(used()).toBe(choice ?? names[0])
}

describe('a microphone that is pulled or plugged in during a call', () => {
  it('[CALL-20] gives way to another one when it is pulled, once, and that is said', async () => {
    await talkThrough(['headset', 'laptop'], null)
    devices.plug('microphone', ['laptop'])
    await vi.waitFor(() => expect(used()).toBe('laptop'))
    await vi.waitFor(() =>
      expect(news).toEqual([{ is: 'removed', kind: 'microphone', device: 'headset', now: 'laptop' }]),
    )
    expect(devices.opened).toHaveLength(2)
  })

  it('[CALL-20] is used again when it is the chosen one and comes back', async () => {
    await talkThrough(['laptop', 'headset'], 'headset')
    devices.plug('microphone', ['laptop'])
    await vi.waitFor(() => expect(used()).toBe('laptop'))
    devices.plug('microphone', ['laptop', 'headset'])
    await vi.waitFor(() => expect(used()).toBe('headset'))
    expect(devices.choice.microphone).toBe('headset')
    await vi.waitFor(() =>
      expect(news.at(-1)).toEqual({ is: 'returned', kind: 'microphone', device: 'laptop', now: 'headset' }),
    )
  })

  it('[CALL-20] follows the system’s new default where nothing was chosen, and stays where something was', async () => {
    await talkThrough(['laptop'], null)
    devices.plug('microphone', ['headset', 'laptop'])
    await vi.waitFor(() => expect(used()).toBe('headset'))
    await vi.waitFor(() => expect(news.map(({ is }) => is)).toEqual(['moved']))
    devices.choose('microphone', 'laptop')
    await vi.waitFor(() => expect(used()).toBe('laptop'))
    devices.plug('microphone', ['table', 'laptop'])
    expect(used()).toBe('laptop')
  })

  it('[CALL-20] is missed aloud when it was the last one, and opened again when there is one', async () => {
    await talkThrough(['headset'], null)
    devices.failures.set('microphone', 'no-device')
    devices.plug('microphone', [])
    await vi.waitFor(() => expect(news.at(-1)).toMatchObject({ is: 'removed', device: 'headset', now: null }))
    expect(tracks.track('microphone')).toBeNull()
    devices.failures.clear()
    devices.plug('microphone', ['headset'])
    await vi.waitFor(() => expect(used()).toBe('headset'))
    await vi.waitFor(() => expect(news.at(-1)).toMatchObject({ is: 'returned', now: 'headset' }))
  })

  it('[CALL-20] stays muted when another one takes its place', async () => {
    await talkThrough(['headset', 'laptop'], null)
    tracks.setMuted(true)
    devices.plug('microphone', ['laptop'])
    await vi.waitFor(() => expect(used()).toBe('laptop'))
    expect(tracks.track('microphone')?.enabled).toBe(false)
  })
})

describe('a camera', () => {
  it('[CALL-20] goes on while it is there, whatever else is plugged in', async () => {
    devices.plug('camera', ['laptop'])
    await tracks.openCamera()
    devices.plug('camera', ['monitor', 'laptop'])
    expect(tracks.track('camera')?.getSettings().deviceId).toBe('laptop')
    expect(devices.opened).toHaveLength(1)
  })

  it('[CALL-20] that was pulled and then turned off stays off when it comes back', async () => {
    devices.plug('camera', ['laptop'])
    await tracks.openCamera()
    devices.failures.set('camera', 'no-device')
    devices.plug('camera', [])
    await vi.waitFor(() => expect(news.at(-1)).toMatchObject({ is: 'removed', now: null }))
    devices.failures.clear()
    tracks.closeCamera()
    devices.plug('camera', ['laptop'])
    expect(tracks.track('camera')).toBeNull()
  })
})
