import type { PeerMessage } from '@tacet/protocol/peer'
import type { OwnTracks } from '../media/ports.ts'

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
    held: tracks.held,
    ...(paused.length === 0 ? {} : { paused }),
  }
}
