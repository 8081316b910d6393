import type { Conference } from '@tacet/protocol/conference'
import type { PersonId, SfuHandle } from '@tacet/protocol/ids'
import { describe, expect, it } from 'vitest'
import { fakeTrack } from '../media/fakes/FakeDevices.ts'
import type { SfuPeer } from '../media/ports.ts'
import { attendees, kindOf } from './ConferenceView.ts'

const person = (letter: string) => ({ handle: letter as SfuHandle, person: `person ${letter}` as PersonId })
const inWith = (...letters: string[]) => ({
  is: 'in' as const,
  handle: 'me' as SfuHandle,
  line: 'connected' as const,
  people: letters.map(person),
  conference: {} as Conference,
})
const voice = fakeTrack('audio')
const face = fakeTrack('video')

const peer = (handle: string, change: Partial<SfuPeer> = {}): SfuPeer => ({
  handle,
  speaking: false,
  quality: 4,
  tracks: [],
  ...change,
})

describe('attendees', () => {
  it('[CONF-11] keep the order of the roster, whoever speaks, without oneself', () => {
    const peers = [peer('c', { speaking: true }), peer('b')]
    expect(attendees({ phase: inWith('b', 'me', 'c'), peers }).map(({ handle }) => handle)).toEqual([
      'b',
      'c',
    ])
  })

  it('are shown from the moment the roster names them, before the engine has their tracks', () => {
    expect(attendees({ phase: inWith('b'), peers: [] })).toEqual([
      {
        handle: 'b',
        person: 'person b',
        microphone: null,
        camera: null,
        screen: null,
        screenAudio: null,
        speaking: false,
      },
    ])
  })

  it('never speak while muted, and have no picture that they have switched off', () => {
    const tracks = [
      { source: 'microphone', track: voice, muted: true },
      { source: 'camera', track: face, muted: true },
    ] as const
    const [ben] = attendees({ phase: inWith('b'), peers: [peer('b', { speaking: true, tracks })] })
    expect(ben).toMatchObject({ speaking: false, camera: null })
  })
})

describe('kindOf', () => {
  it('names the most that is switched on', () => {
    const starting = { microphone: false, camera: false }
    const own = { muted: false, voice, camera: null, screen: null, starting }
    expect(kindOf(own)).toBe('audio')
    expect(kindOf({ ...own, camera: face })).toBe('video')
    expect(kindOf({ ...own, starting: { ...starting, camera: true } })).toBe('video')
    expect(kindOf({ ...own, camera: face, screen: face })).toBe('screen')
  })
})
