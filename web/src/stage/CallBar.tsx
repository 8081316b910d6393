import { useLingui } from '@lingui/react/macro'
import { Maximize2, PictureInPicture2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Clock } from './Clock.tsx'
import {
  CompactButton,
  CompactCamera,
  CompactLeave,
  CompactMicrophone,
  type Leave,
} from './CompactButton.tsx'
import type { Control } from './ControlButton.tsx'
import type { Encryption } from './EncryptionIcon.tsx'
import { NamedEncryption } from './NamedEncryption.tsx'

export interface CallBarProps {
  readonly title: string
  /** A small `Tile` without plate: the other side, or who speaks. */
  readonly picture: ReactNode
  readonly encryption: Encryption
  /** Milliseconds of `performance.now()`; null while it is not connected. */
  readonly since: number | null
  readonly microphone: Control & { readonly muted: boolean }
  readonly camera: Control & { readonly on: boolean }
  /** A line of its own: what is on hold. */
  readonly notice?: ReactNode
  readonly onPopOut: (() => void) | null
  readonly onReturn: () => void
  readonly leave: Leave
}

/** The running call at the foot of the list, while the person reads and writes elsewhere (CALL-19). */
export function CallBar(props: CallBarProps) {
  const { t } = useLingui()
  const { title, picture, encryption, since, microphone, camera, onPopOut, onReturn, leave } = props
  return (
    <section className="callbar" aria-label={t`Running call`}>
      <div className="line">
        <div className="mini-place">{picture}</div>
        <div className="grow">
          <b className="cut" dir="auto">
            {title}
          </b>
          <span className="line quiet">
            <NamedEncryption encryption={encryption} />
            {since !== null && <Clock since={since} />}
          </span>
        </div>
        <button type="button" className="ib bare" aria-label={t`Back to the call`} onClick={onReturn}>
          <Maximize2 className="i" />
        </button>
      </div>
      {props.notice}
      <div className="line" role="toolbar" aria-label={t`Call controls`}>
        <CompactMicrophone {...microphone} />
        <CompactCamera {...camera} />
        {onPopOut !== null && (
          <CompactButton name={t`Pop out`} onPress={onPopOut}>
            <PictureInPicture2 className="i" />
          </CompactButton>
        )}
        <CompactLeave {...leave} />
      </div>
    </section>
  )
}
