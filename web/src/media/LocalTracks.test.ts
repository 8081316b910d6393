import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeDevices } from './fakes/FakeDevices.ts'
import { LocalTracks } from './LocalTracks.ts'

let devices: FakeDevices
let tracks: LocalTracks
beforeEach(() => {
  devices = new FakeDevices()
  tracks = new LocalTracks(devices)
})

const states = () => devices.opened.map(({ kind, readyState }) => `${kind} ${readyState}`)

describe('a camera that still starts', () => {
  it('is asked for once, however often that is pressed', async () => {
    const answer = devices.hold()
    const pressed = [tracks.openCamera(), tracks.openCamera()]
    expect(tracks.isStarting('camera')).toBe(true)
    answer()
    expect(await Promise.all(pressed)).toEqual([null, null])
    expect(tracks.isStarting('camera')).toBe(false)
    expect(states()).toEqual(['video live'])
  })

  it('is not asked for again together with the microphone, nor after it', async () => {
    const answer = devices.hold()
    const opened = [tracks.openCamera(), tracks.openMicrophoneAndCamera(), tracks.openMicrophone()]
    answer()
    expect(await Promise.all(opened)).toEqual([null, {}, null])
    expect(states().sort()).toEqual(['audio live', 'video live'])
  })

  it('says to everybody who waits why it stays off', async () => {
    devices.failures.set('camera', 'denied')
    const answer = devices.hold()
    const pressed = [tracks.openCamera(), tracks.openMicrophoneAndCamera()]
    answer()
    expect(await Promise.all(pressed)).toEqual(['denied', { camera: 'denied' }])
    expect(tracks.isStarting('camera')).toBe(false)
  })

  it('never goes on once it is turned off', async () => {
    const answer = devices.hold()
    const pressed = tracks.openCamera()
    tracks.closeCamera()
    expect(tracks.isStarting('camera')).toBe(false)
    answer()
    await pressed
    expect(tracks.track('camera')).toBeNull()
    expect(states()).toEqual(['video ended'])
  })

  it('gives way to the one that is chosen meanwhile', async () => {
    const answer = devices.hold()
    const pressed = tracks.openCamera()
    devices.choose('camera', 'other')
    answer()
    await pressed
    await vi.waitFor(() => expect(states()).toEqual(['video ended', 'video live']))
    expect(tracks.track('camera')).toBe(devices.opened[1])
  })

  it('stays off when it is turned off while another one is chosen', async () => {
    await tracks.openCamera()
    const answer = devices.hold()
    devices.choose('camera', 'other')
    tracks.closeCamera()
    answer()
    await vi.waitFor(() => expect(states()).toEqual(['video ended', 'video ended']))
    expect(tracks.track('camera')).toBeNull()
  })

  it('never goes on after everything was stopped', async () => {
    const answer = devices.hold()
    const pressed = [tracks.openMicrophoneAndCamera(), tracks.startScreen()]
    tracks.stopAll()
    answer()
    await Promise.all(pressed)
    expect(states()).toEqual(['video ended', 'audio ended', 'video ended'])
  })
})

describe('[UPG-4] tracks that follow others', () => {
  it('are copies that no device is opened for, muted as the others are, and stay when those stop', async () => {
    await tracks.openMicrophone()
    const copies = new LocalTracks(devices)
    const stop = copies.follow(tracks)
    expect(copies.track('microphone')).not.toBe(tracks.track('microphone'))
    expect(devices.opened).toHaveLength(1)
    tracks.setMuted(true)
    expect([copies.muted, copies.track('microphone')?.enabled]).toEqual([true, false])
    await tracks.openCamera()
    expect(copies.track('camera')).not.toBeNull()
    devices.choose('microphone', 'another')
    await vi.waitFor(() => expect(devices.opened).toHaveLength(3))
    stop()
    tracks.stopAll()
    expect([
      copies.muted,
      copies.track('microphone')?.readyState,
      copies.track('camera')?.readyState,
    ]).toEqual([true, 'live', 'live'])
    expect(devices.opened).toHaveLength(3)
  })
})
