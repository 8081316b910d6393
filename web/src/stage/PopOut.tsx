import { useLingui } from '@lingui/react/macro'
import { AudioLines, Maximize2, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
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

export interface PopOutProps {
  /** Where to show it: see `usePopOut`. */
  readonly window: Window
  /** The other side, who speaks, or what is shared: an `Avatar` and a `Picture`. */
  readonly picture: ReactNode
  readonly name: string
  readonly speaking?: boolean
  readonly encryption: Encryption
  /** Milliseconds of `performance.now()`; null while it is not connected. */
  readonly since: number | null
  /** How many are in it, in a conference. */
  readonly people?: number | undefined
  readonly microphone: Control & { readonly muted: boolean }
  readonly camera: Control & { readonly on: boolean }
  readonly onReturn: () => void
  readonly leave: Leave
}

/** The call in a small window of its own, above all others (CALL-19). */
export function PopOut(props: PopOutProps) {
  const { t } = useLingui()
  const { since, people } = props
  return createPortal(
    <main className="pip alone">
      <div className="tile">
        {props.picture}
        <div className="flags">
          <span>
            <NamedEncryption encryption={props.encryption} />
            {since !== null && <Clock since={since} />}
          </span>
          {people !== undefined && (
            <span>
              <Users className="i s" role="img" aria-label={t`People`} />
              {people}
            </span>
          )}
        </div>
        <div className="plate">
          {props.speaking && <AudioLines className="i s" role="img" aria-label={t`speaking`} />}
          <span className="cut" dir="auto">
            {props.name}
          </span>
        </div>
      </div>
      <div className="line" role="toolbar" aria-label={t`Call controls`}>
        <CompactMicrophone {...props.microphone} />
        <CompactCamera {...props.camera} />
        <CompactButton name={t`Back to the call`} onPress={props.onReturn}>
          <Maximize2 className="i" />
        </CompactButton>
        <span className="grow" />
        <CompactLeave {...props.leave} />
      </div>
    </main>,
    props.window.document.body,
  )
}
