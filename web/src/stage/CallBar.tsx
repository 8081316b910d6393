import { useLingui } from '@lingui/react/macro'
import { LogOut, Maximize2, Mic, MicOff, PhoneOff, PictureInPicture2, Video, VideoOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Clock } from './Clock.tsx'
import type { Control } from './ControlButton.tsx'
import { type Encryption, EncryptionIcon, encryptionTone } from './EncryptionIcon.tsx'

export interface CallBarProps {
  readonly title: string
  /** A small `Tile` without plate: the other side, or who speaks. */
  readonly picture: ReactNode
  readonly encryption: Encryption
  /** Milliseconds of `performance.now()`; null while it is not connected. */
  readonly since: number | null
  readonly microphone: Control & { readonly muted: boolean }
  readonly camera: Control & { readonly on: boolean }
  readonly onPopOut: (() => void) | null
  readonly onReturn: () => void
  readonly leave: { readonly kind: 'hang-up' | 'leave'; readonly onPress: () => void }
}

interface BarButtonProps extends Control {
  readonly name: string
  readonly look?: string
  readonly children: ReactNode
}

function BarButton({ name, look = '', onPress, reason, children }: BarButtonProps) {
  return (
    <button
      type="button"
      className={`ib ${look}`}
      aria-label={name}
      title={onPress === null ? (reason ?? name) : name}
      aria-disabled={onPress === null || undefined}
      onClick={onPress ?? undefined}
    >
      {children}
    </button>
  )
}

function useEncryptionName(encryption: Encryption): string {
  const { t } = useLingui()
  if (encryption.class === 'conference') return t`Encrypted to our server`
  return encryption.verified ? t`End-to-end encrypted, verified` : t`End-to-end encrypted`
}

/** The running call at the foot of the list, while the person reads and writes elsewhere (CALL-19). */
export function CallBar(props: CallBarProps) {
  const { t } = useLingui()
  const { title, picture, encryption, since, microphone, camera, onPopOut, onReturn, leave } = props
  const encryptionName = useEncryptionName(encryption)
  return (
    <section className="callbar" aria-label={t`Running call`}>
      <div className="line">
        <div className="mini-place">{picture}</div>
        <div className="grow">
          <b className="cut" dir="auto">
            {title}
          </b>
          <span className="line quiet">
            <span className={`line ${encryptionTone(encryption)}`}>
              <EncryptionIcon encryption={encryption} name={encryptionName} />
            </span>
            {since !== null && <Clock since={since} />}
          </span>
        </div>
        <button type="button" className="ib bare" aria-label={t`Back to the call`} onClick={onReturn}>
          <Maximize2 className="i" />
        </button>
      </div>
      <div className="line" role="toolbar" aria-label={t`Call controls`}>
        <BarButton
          {...microphone}
          look={microphone.muted ? 'off' : ''}
          name={microphone.muted ? t`Unmute` : t`Mute`}
        >
          {microphone.muted ? <MicOff className="i" /> : <Mic className="i" />}
        </BarButton>
        <BarButton
          {...camera}
          look={camera.on ? '' : 'off'}
          name={camera.on ? t`Turn camera off` : t`Turn camera on`}
        >
          {camera.on ? <Video className="i" /> : <VideoOff className="i" />}
        </BarButton>
        {onPopOut !== null && (
          <BarButton name={t`Pop out`} onPress={onPopOut}>
            <PictureInPicture2 className="i" />
          </BarButton>
        )}
        <BarButton
          look="hang"
          name={leave.kind === 'hang-up' ? t`Hang up` : t`Leave`}
          onPress={leave.onPress}
        >
          {leave.kind === 'hang-up' ? <PhoneOff className="i" /> : <LogOut className="i" />}
        </BarButton>
      </div>
    </section>
  )
}
