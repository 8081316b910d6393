import { useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Not in every browser (Safari): there the system's speaker is used. */
type SinkAudio = HTMLAudioElement & { setSinkId?(id: string): Promise<void> }

export interface AudioSinkProps {
  readonly track: MediaStreamTrack
  /** Null: the system's default. */
  readonly speaker: string | null
  /** It is played, but not heard: what comes over another connection is. */
  readonly silent?: boolean
  /** The browser wants a press before it makes a sound; render with another key to try again. */
  readonly onBlocked?: () => void
}

/** Plays the sound of somebody else. Shows nothing. */
export function AudioSink({ track, speaker, silent = false, onBlocked }: AudioSinkProps) {
  const [audio] = useState<SinkAudio>(() => new Audio())
  const blocked = useRef(onBlocked)
  useEffect(() => {
    blocked.current = onBlocked
  })
  // Before the next sound, so that nothing is heard twice and nothing missed.
  useLayoutEffect(() => {
    audio.muted = silent
  }, [audio, silent])
  useEffect(() => {
    audio.srcObject = new MediaStream([track])
    audio.play().catch((error: unknown) => {
      // AbortError only says that the track went away first.
      if (error instanceof DOMException && error.name === 'NotAllowedError') blocked.current?.()
    })
    return () => {
      audio.pause()
      audio.srcObject = null
    }
  }, [audio, track])
  useEffect(() => {
    // A speaker that has just been pulled out is refused; the browser then stays with the default.
    audio.setSinkId?.(speaker ?? '').catch(() => undefined)
  }, [audio, speaker])
  return null
}
