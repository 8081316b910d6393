import type { ConnectionQuality, RemoteParticipant, RemoteTrackPublication, Room } from 'livekit-client'
import type { Quality, RemoteSource, RemoteTrack, SfuPeer } from './ports.ts'

/** The engine's own words for sources, as they stand on the wire of its client. */
const SOURCES: Readonly<Record<string, RemoteSource>> = {
  microphone: 'microphone',
  camera: 'camera',
  screen_share: 'screen',
  screen_share_audio: 'screen-audio',
}

export function sourceOf(publication: Pick<RemoteTrackPublication, 'source'>): RemoteSource | null {
  return SOURCES[publication.source] ?? null
}

export function qualityOf(quality: ConnectionQuality | `${ConnectionQuality}`): Quality {
  switch (quality) {
    case 'excellent':
      return 4
    case 'good':
      return 3
    case 'poor':
      return 1
    case 'lost':
      return 0
    default:
      // Not measured yet: no reason to alarm anybody.
      return 4
  }
}

function trackOf(publication: RemoteTrackPublication): RemoteTrack[] {
  const source = sourceOf(publication)
  const track = publication.track?.mediaStreamTrack
  if (source === null || track === undefined) return []
  // A picture whose packets have stopped, or not begun, is none: the news of its end comes later (SHARE-6).
  const silent = track.kind === 'video' && track.muted
  return [{ source, track, muted: publication.isMuted || silent }]
}

function peerOf(participant: RemoteParticipant): SfuPeer {
  return {
    handle: participant.identity,
    tracks: [...participant.trackPublications.values()].flatMap(trackOf),
    speaking: participant.isSpeaking,
    quality: qualityOf(participant.connectionQuality),
  }
}

/** Everybody else in the room, in the order in which they came. */
export function sfuPeers(room: Pick<Room, 'remoteParticipants'>): readonly SfuPeer[] {
  return [...room.remoteParticipants.values()].map(peerOf)
}
