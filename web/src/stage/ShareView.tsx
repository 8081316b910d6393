import { Trans, useLingui } from '@lingui/react/macro'
import { Maximize, Pause, ScreenShare, SquareArrowOutUpRight, ZoomIn, ZoomOut } from 'lucide-react'
import { type CSSProperties, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { Note } from './Note.tsx'
import { useLive } from './Picture.tsx'
import { type PixelSize, useVisibleSize } from './useVisibleSize.ts'
import { toggleFit, type Zoom, zoomBy } from './zoom.ts'

export interface ShareViewProps {
  readonly track: MediaStreamTrack
  /** Who shares. */
  readonly name: string
  /** It stands still; the last picture stays. */
  readonly paused?: boolean
  readonly onPopOut: (() => void) | null
  readonly onVisible?: ((size: PixelSize | null) => void) | undefined
  /** Tiles of the people, at the side. */
  readonly strip: ReactNode
}

/** Milliseconds without a movement, after which the tools fade. */
const FADE_AFTER = 3000

/** True while the pointer moved or a key was pressed lately over the element. */
function useStirred(ref: RefObject<HTMLElement | null>): boolean {
  const [stirred, setStirred] = useState(true)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    let timer = setTimeout(() => setStirred(false), FADE_AFTER)
    const stir = () => {
      setStirred(true)
      clearTimeout(timer)
      timer = setTimeout(() => setStirred(false), FADE_AFTER)
    }
    const events = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const
    for (const event of events) element.addEventListener(event, stir)
    return () => {
      clearTimeout(timer)
      for (const event of events) element.removeEventListener(event, stir)
    }
  }, [ref])
  return stirred
}

/** Size of the shared picture in its own pixels, 0 × 0 before the first frame. */
function useNaturalSize(ref: RefObject<HTMLVideoElement | null>, track: MediaStreamTrack): PixelSize {
  const [size, setSize] = useState<PixelSize>({ width: 0, height: 0 })
  useEffect(() => {
    const video = ref.current
    if (video === null) return
    video.srcObject = new MediaStream([track])
    const measure = () => setSize({ width: video.videoWidth, height: video.videoHeight })
    video.addEventListener('resize', measure)
    return () => {
      video.removeEventListener('resize', measure)
      video.srcObject = null
    }
  }, [ref, track])
  return size
}

interface ToolsProps {
  readonly zoom: Zoom
  readonly stirred: boolean
  readonly onZoom: (direction: 1 | -1) => void
  readonly onToggle: () => void
  readonly onPopOut: (() => void) | null
  readonly onFullScreen: () => void
}

function Tools({ zoom, stirred, onZoom, onToggle, onPopOut, onFullScreen }: ToolsProps) {
  const { t } = useLingui()
  const percent = zoom === 'fit' ? '' : `${Math.round(zoom * 100)} %`
  return (
    <div className={`group tools ${stirred ? '' : 'faded'}`} role="toolbar" aria-label={t`View of the share`}>
      <button type="button" className="ib" aria-label={t`Smaller`} onClick={() => onZoom(-1)}>
        <ZoomOut className="i" />
      </button>
      <button
        type="button"
        className="btn num"
        aria-label={zoom === 'fit' ? t`Size: fit` : t`Size: ${percent}`}
        onClick={onToggle}
      >
        {zoom === 'fit' ? <Trans comment="size of a shared screen: all of it">Fit</Trans> : percent}
      </button>
      <button type="button" className="ib" aria-label={t`Larger`} onClick={() => onZoom(1)}>
        <ZoomIn className="i" />
      </button>
      {onPopOut !== null && (
        <button
          type="button"
          className="ib wide-only"
          aria-label={t`Share in its own window`}
          onClick={onPopOut}
        >
          <SquareArrowOutUpRight className="i" />
        </button>
      )}
      {document.fullscreenEnabled && (
        <button type="button" className="ib" aria-label={t`Share in full screen`} onClick={onFullScreen}>
          <Maximize className="i" />
        </button>
      )}
    </div>
  )
}

/** Somebody's screen, large, with the faces in a strip (SHARE-3). */
export function ShareView({ track, name, paused = false, onPopOut, onVisible, strip }: ShareViewProps) {
  const { t } = useLingui()
  const place = useRef<HTMLDivElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const [zoom, setZoom] = useState<Zoom>('fit')
  const stirred = useStirred(place)
  const natural = useNaturalSize(video, track)
  const live = useLive(track)
  useVisibleSize(place, onVisible)

  const scale = window.devicePixelRatio
  const fitted = () => {
    const box = place.current
    if (box === null || natural.width === 0) return 1
    return Math.min(box.clientWidth / natural.width, box.clientHeight / natural.height) * scale
  }
  const style: CSSProperties =
    zoom === 'fit' ? {} : { width: (natural.width * zoom) / scale, height: (natural.height * zoom) / scale }

  const onFullScreen = () => {
    if (document.fullscreenElement === place.current) void document.exitFullscreen()
    // The browser may refuse; then the share stays as it is.
    else place.current?.requestFullscreen().catch(() => undefined)
  }

  return (
    <>
      <div ref={place} className="share">
        <div className={`screen ${zoom === 'fit' ? 'fit' : 'zoomed'}`} tabIndex={zoom === 'fit' ? -1 : 0}>
          <video
            ref={video}
            autoPlay
            muted
            playsInline
            disablePictureInPicture
            hidden={!live}
            style={style}
            aria-label={t`Shared screen of ${name}`}
          />
        </div>
        {paused && (
          <Note icon={Pause} up>
            <Trans>Paused. You see the last picture.</Trans>
          </Note>
        )}
        <div className="plate">
          <ScreenShare className="i s" />
          <span className="cut" dir="auto">
            <Trans>{name} is sharing the screen</Trans>
          </span>
        </div>
        <Tools
          zoom={zoom}
          stirred={stirred}
          onZoom={direction => setZoom(zoomBy(zoom, direction, fitted()))}
          onToggle={() => setZoom(toggleFit(zoom))}
          onPopOut={onPopOut}
          onFullScreen={onFullScreen}
        />
      </div>
      <div className="strip">{strip}</div>
    </>
  )
}
