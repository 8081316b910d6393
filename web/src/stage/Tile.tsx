import { useLingui } from '@lingui/react/macro'
import { AudioLines, MicOff } from 'lucide-react'
import { useRef } from 'react'
import { Avatar } from '../ui/Avatar.tsx'
import { Picture } from './Picture.tsx'
import { type PixelSize, useVisibleSize } from './useVisibleSize.ts'

/** Whom a tile shows. The id gives the avatar its colour. */
export interface Face {
  readonly id: string
  readonly name: string
}

export interface TileProps {
  readonly face: Face
  /** Null: the avatar stands in. */
  readonly video: MediaStreamTrack | null
  /** The reader's own tile: mirrored, and the plate says "You". */
  readonly self?: boolean
  /** The picture is a shared screen: shown whole, and never mirrored. */
  readonly screen?: boolean
  readonly muted?: boolean
  readonly speaking?: boolean
  /** Fills its place instead of keeping 16 : 9. */
  readonly full?: boolean
  /** False where the name stands elsewhere, as in a direct call. */
  readonly plate?: boolean
  readonly onVisible?: ((size: PixelSize | null) => void) | undefined
  readonly tabIndex?: number | undefined
  readonly onFocus?: (() => void) | undefined
}

export function Tile({
  face,
  video,
  self = false,
  screen = false,
  full = false,
  plate = true,
  ...props
}: TileProps) {
  const { t } = useLingui()
  const ref = useRef<HTMLDivElement>(null)
  useVisibleSize(ref, props.onVisible)
  const name = self ? t({ message: 'You', comment: 'name plate on one’s own tile' }) : face.name
  const classes = ['tile', props.speaking ? 'speaks' : '', full ? 'full' : ''].filter(Boolean).join(' ')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of picture and plate, not a fieldset
    <div
      ref={ref}
      className={classes}
      role="group"
      aria-label={name}
      tabIndex={props.tabIndex}
      onFocus={props.onFocus}
    >
      <Avatar id={face.id} name={face.name} />
      <Picture track={video} mirrored={self && !screen} fit={screen ? 'contain' : 'cover'} />
      {plate && (
        <div className="plate">
          {props.muted && <MicOff className="i s" role="img" aria-label={t`muted`} />}
          <span className="cut" dir="auto">
            {name}
          </span>
          {props.speaking && <AudioLines className="i s" role="img" aria-label={t`speaking`} />}
        </div>
      )}
    </div>
  )
}
