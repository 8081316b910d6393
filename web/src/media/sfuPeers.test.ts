import type { Room } from 'livekit-client'
import { describe, expect, it } from 'vitest'
import { qualityOf, sfuPeers, sourceOf } from './sfuPeers.ts'

const publication = (source: string, track: object | undefined, isMuted = false) => ({
  source,
  isMuted,
  track: track && { mediaStreamTrack: track },
})

function room(...participants: { identity: string; publications: object[]; isSpeaking?: boolean }[]) {
  const remoteParticipants = new Map(
    participants.map(({ identity, publications, isSpeaking = false }) => [
      identity,
      {
        identity,
        isSpeaking,
        connectionQuality: 'good',
        trackPublications: new Map(publications.map((entry, index) => [String(index), entry])),
      },
    ]),
  )
  return { remoteParticipants } as unknown as Room
}

describe('what the engine shows of the others', () => {
  it('names nobody: a handle, tracks by source, speaking, quality', () => {
    const voice = { kind: 'audio', muted: true }
    const face = { kind: 'video', muted: false }
    const there = room({
      identity: 'handle-of-ben',
      isSpeaking: true,
      publications: [publication('microphone', voice), publication('camera', face)],
    })
    expect(sfuPeers(there)).toEqual([
      {
        handle: 'handle-of-ben',
        speaking: true,
        quality: 3,
        tracks: [
          { source: 'microphone', track: voice, muted: false },
          { source: 'camera', track: face, muted: false },
        ],
      },
    ])
  })

  it('[SHARE-6] knows at once that a picture is no more, before its end is announced', () => {
    const screen = { kind: 'video', muted: true }
    const there = room({ identity: 'handle', publications: [publication('screen_share', screen)] })
    expect(sfuPeers(there)[0]?.tracks).toMatchObject([{ source: 'screen', muted: true }])
  })

  it('knows who has muted themselves', () => {
    const voice = { kind: 'audio', muted: false }
    const there = room({ identity: 'handle', publications: [publication('microphone', voice, true)] })
    expect(sfuPeers(there)[0]?.tracks).toMatchObject([{ source: 'microphone', muted: true }])
  })

  it('leaves out what is announced but has not arrived, and sources it does not know', () => {
    const there = room({
      identity: 'handle',
      publications: [publication('camera', undefined), publication('unknown', {})],
    })
    expect(sfuPeers(there)[0]?.tracks).toEqual([])
  })

  it('knows a shared screen and its sound', () => {
    expect(sourceOf({ source: 'screen_share' as never })).toBe('screen')
    expect(sourceOf({ source: 'screen_share_audio' as never })).toBe('screen-audio')
  })

  it('is not alarmed by a quality that has not been measured', () => {
    expect(qualityOf('unknown')).toBe(4)
    expect(qualityOf('lost')).toBe(0)
  })
})
