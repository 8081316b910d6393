import type { OwnTracks, RemoteSource, SfuLink } from '../media/ports.ts'

/** Lets the link send what this page has of one source, or stop. */
export function forwardTrack(link: SfuLink, tracks: OwnTracks, source: RemoteSource): Promise<void> {
  switch (source) {
    case 'microphone':
      // Mute first: who is muted must not be heard between the two.
      void link.setMicrophoneMuted(tracks.muted)
      return link.setMicrophone(tracks.track('microphone'))
    case 'camera':
      return link.setCamera(tracks.track('camera'))
    case 'screen':
    case 'screen-audio': {
      const video = tracks.track('screen')
      return link.setScreen(video && { video, audio: tracks.track('screen-audio') })
    }
  }
}
