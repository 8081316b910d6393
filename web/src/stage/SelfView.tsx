import { useLingui } from '@lingui/react/macro'
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useState } from 'react'
import { Avatar } from '../ui/Avatar.tsx'
import { Picture } from './Picture.tsx'
import type { Face } from './Tile.tsx'

export interface SelfViewProps {
  readonly face: Face
  readonly video: MediaStreamTrack | null
  /** While sharing: what the others see instead of one's own face. Its name, such as "What Ben sees". */
  readonly share?: { readonly track: MediaStreamTrack; readonly name: string } | null
}

interface Corner {
  readonly x: 'left' | 'right'
  readonly y: 'top' | 'bottom'
}

/** Distances of the reference: 24 px from the sides, 12 px from above and below. */
function cornerStyle({ x, y }: Corner): CSSProperties {
  return {
    inset: `${y === 'top' ? '12px' : 'auto'} ${x === 'right' ? '24px' : 'auto'} ${y === 'bottom' ? '12px' : 'auto'} ${x === 'left' ? '24px' : 'auto'}`,
  }
}

const KEYS: Record<string, Partial<Corner>> = {
  ArrowLeft: { x: 'left' },
  ArrowRight: { x: 'right' },
  ArrowUp: { y: 'top' },
  ArrowDown: { y: 'bottom' },
}

function useCorner() {
  const [corner, setCorner] = useState<Corner | null>(null)
  const [drag, setDrag] = useState<{ x: number; y: number; dx: number; dy: number } | null>(null)

  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ x: event.clientX, y: event.clientY, dx: 0, dy: 0 })
  }
  const onPointerMove = (event: PointerEvent) => {
    setDrag(drag => drag && { ...drag, dx: event.clientX - drag.x, dy: event.clientY - drag.y })
  }
  const onPointerUp = (event: PointerEvent) => {
    const moved = drag !== null && Math.hypot(drag.dx, drag.dy) > 8
    setDrag(null)
    const place = event.currentTarget.parentElement?.getBoundingClientRect()
    if (!moved || place === undefined) return
    setCorner({
      x: event.clientX < place.left + place.width / 2 ? 'left' : 'right',
      y: event.clientY < place.top + place.height / 2 ? 'top' : 'bottom',
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const change = KEYS[event.key]
    if (change === undefined) return
    event.preventDefault()
    setCorner(corner => ({ x: 'right', y: 'bottom', ...corner, ...change }))
  }
  const style: CSSProperties = {
    ...(corner === null ? {} : cornerStyle(corner)),
    ...(drag === null ? {} : { translate: `${drag.dx}px ${drag.dy}px`, cursor: 'grabbing' }),
  }
  return {
    style,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: () => setDrag(null), onKeyDown },
  }
}

/** One's own picture over the other's. Dragging or the arrow keys move it to another corner. */
export function SelfView({ face, video, share = null }: SelfViewProps) {
  const { t } = useLingui()
  const { style, handlers } = useCorner()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture that can be moved, not a fieldset
    <div
      className="tile self"
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move it
      tabIndex={0}
      aria-label={share?.name ?? t`Your picture`}
      style={style}
      {...handlers}
    >
      <Avatar id={face.id} name={face.name} />
      {share === null ? <Picture track={video} mirrored /> : <Picture track={share.track} fit="contain" />}
    </div>
  )
}
