import type { CallKind } from '@tacet/protocol/history'
import type { MediaFailure, OwnTracks } from '../media/ports.ts'
import type { MediaProblem } from './CallView.ts'

/** [CALL-1] Opens what a call of this kind begins with. Null: all of it is open. */
export async function openFor(tracks: OwnTracks, media: CallKind): Promise<MediaProblem | null> {
  if (media === 'video') {
    const failures = await tracks.openMicrophoneAndCamera()
    return problemOf('microphone', failures.microphone) ?? problemOf('camera', failures.camera)
  }
  if (media === 'screen') {
    // First, since the browser's picker needs the freshness of the click.
    const failure = tracks.track('screen') ? null : await tracks.startScreen()
    if (failure) return { source: 'screen', failure }
  }
  return problemOf('microphone', await tracks.openMicrophone())
}

export function problemOf(
  source: MediaProblem['source'],
  failure: MediaFailure | null | undefined,
): MediaProblem | null {
  return failure ? { source, failure } : null
}
