import { useEffect, useRef, useSyncExternalStore } from 'react'

export interface PictureProps {
  readonly track: MediaStreamTrack | null
  readonly mirrored?: boolean
  /** `contain` shows all of it (screens), `cover` fills the tile (faces). */
  readonly fit?: 'cover' | 'contain'
}

/** True while frames may arrive: neither ended nor muted at its source. */
export function useLive(track: MediaStreamTrack | null): boolean {
  return useSyncExternalStore(
    onChange => {
      const events = ['ended', 'mute', 'unmute'] as const
      for (const event of events) track?.addEventListener(event, onChange)
      return () => {
        for (const event of events) track?.removeEventListener(event, onChange)
      }
    },
    () => track !== null && track.readyState === 'live' && !track.muted,
  )
}

/**
 * A video track on the screen. Before the first frame it is transparent and afterwards, when the track falls silent, it
 * is hidden: what lies beneath shows instead, and no tile is ever black (SHARE-6).
 */
export function Picture({ track, mirrored = false, fit = 'cover' }: PictureProps) {
  const ref = useRef<HTMLVideoElement>(null)
  const live = useLive(track)
  useEffect(() => {
    const video = ref.current
    if (video === null || track === null) return
    video.srcObject = new MediaStream([track])
    return () => {
      video.srcObject = null
    }
  }, [track])
  if (track === null) return null
  return (
    <video
      ref={ref}
      autoPlay
      muted
      playsInline
      disablePictureInPicture
      hidden={!live}
      className={`${mirrored ? 'mirrored' : ''} ${fit === 'contain' ? 'whole' : ''}`}
    />
  )
}
