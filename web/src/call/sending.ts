import type { PeerMessage, Sending } from '@tacet/protocol/peer'
import type { OwnTracks, PeerLink } from '../media/ports.ts'
import type { PeerMedia } from './CallView.ts'

/** What the other side is told that we send (NEG-1). `thin`: the line has no room for pictures. */
export function sendingOf(tracks: OwnTracks, thin: boolean): Extract<PeerMessage, { t: 'sending' }> {
  const paused = (['camera', 'screen'] as const).filter(
    source => thin || (source === 'screen' && tracks.screenPaused),
  )
  return {
    t: 'sending',
    microphone: tracks.track('microphone') !== null && !tracks.muted,
    camera: tracks.track('camera') !== null,
    screen: tracks.track('screen') !== null,
    screenAudio: tracks.track('screen-audio') !== null,
    ...(paused.length === 0 ? {} : { paused }),
  }
}

/** What of the other side can be shown: a face only while it moves, a paused screen by its last picture. */
export function peerMedia(link: PeerLink, sending: Sending): PeerMedia {
  const face = sending.camera && !sending.paused?.includes('camera')
  return {
    sending,
    voice: link.receive('microphone'),
    camera: face ? link.receive('camera') : null,
    screen: sending.screen ? link.receive('screen') : null,
    screenAudio: sending.screenAudio ? link.receive('screen-audio') : null,
  }
}
