import { type CallState, IDLE } from '@tacet/domain/call/CallState'
import type { Sending } from '@tacet/protocol/peer'
import type { Sas } from '@tacet/protocol/verified/sas'
import type { DeviceNews, MediaFailure, OwnTracks, QualityReport, TransportFacts } from '../media/ports.ts'

/** What the person's own side is doing. */
export interface OwnMedia {
  readonly microphone: 'on' | 'muted' | 'none'
  readonly camera: MediaStreamTrack | null
  readonly screen: MediaStreamTrack | null
  readonly screenPaused: boolean
  /** The track of the microphone, for the level meter. */
  readonly voice: MediaStreamTrack | null
}

/** What arrives from the other side; a picture is there only while the other side says that it sends one. */
export interface PeerMedia {
  readonly sending: Sending
  readonly voice: MediaStreamTrack | null
  readonly camera: MediaStreamTrack | null
  readonly screen: MediaStreamTrack | null
  readonly screenAudio: MediaStreamTrack | null
}

/** A device that could not be opened, while the call waits for the person (`preparing`) or goes on without it. */
export interface MediaProblem {
  readonly source: 'microphone' | 'camera' | 'screen'
  readonly failure: MediaFailure
}

/** All that the interface shows of a direct call. */
export interface CallView {
  readonly call: CallState
  readonly own: OwnMedia
  readonly peer: PeerMedia
  readonly problem: MediaProblem | null
  /** What became of devices that were plugged in or pulled (CALL-20), until it is taken off. */
  readonly deviceNews: DeviceNews | null
  /** Milliseconds of `performance.now()` at which media first flowed (CALL-14). */
  readonly connectedSince: number | null
  /** Consent, transcript and certificate are proven: the lock may be shown (RING-5). */
  readonly secured: boolean
  /** The five emoji of this leg, by number. */
  readonly sas: Sas | null
  readonly facts: TransportFacts | null
  readonly quality: QualityReport | null
  /** [CALL-10] The callee is in another call and sees this one wait. */
  readonly waitsThere: boolean
}

export const SILENT: Sending = {
  microphone: false,
  camera: false,
  screen: false,
  screenAudio: false,
  held: false,
}
export const NO_PEER_MEDIA: PeerMedia = {
  sending: SILENT,
  voice: null,
  camera: null,
  screen: null,
  screenAudio: null,
}
export const NO_OWN_MEDIA: OwnMedia = {
  microphone: 'none',
  camera: null,
  screen: null,
  screenPaused: false,
  voice: null,
}

export const NO_CALL: CallView = {
  call: IDLE,
  own: NO_OWN_MEDIA,
  peer: NO_PEER_MEDIA,
  problem: null,
  deviceNews: null,
  connectedSince: null,
  secured: false,
  sas: null,
  facts: null,
  quality: null,
  waitsThere: false,
}

export function ownMedia(tracks: OwnTracks): OwnMedia {
  const voice = tracks.track('microphone')
  return {
    microphone: voice ? (tracks.muted ? 'muted' : 'on') : 'none',
    camera: tracks.track('camera'),
    screen: tracks.track('screen'),
    screenPaused: tracks.screenPaused,
    voice,
  }
}
