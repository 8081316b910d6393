import { useLingui } from '@lingui/react/macro'
import { LogOut, Mic, MicOff, PhoneOff, Video, VideoOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Control } from './ControlButton.tsx'

export interface CompactButtonProps extends Control {
  readonly name: string
  /** `off`: inverted · `hang`: red. */
  readonly look?: 'off' | 'hang' | undefined
  readonly children: ReactNode
}

/** A control without words, where a call is small: call bar and own window. */
export function CompactButton({ name, look, onPress, reason, children }: CompactButtonProps) {
  return (
    <button
      type="button"
      className={`ib ${look ?? ''}`}
      aria-label={name}
      title={onPress === null ? (reason ?? name) : name}
      aria-disabled={onPress === null || undefined}
      onClick={onPress ?? undefined}
    >
      {children}
    </button>
  )
}

export function CompactMicrophone({ muted, ...control }: Control & { readonly muted: boolean }) {
  const { t } = useLingui()
  return (
    <CompactButton {...control} look={muted ? 'off' : undefined} name={muted ? t`Unmute` : t`Mute`}>
      {muted ? <MicOff className="i" /> : <Mic className="i" />}
    </CompactButton>
  )
}

export function CompactCamera({ on, ...control }: Control & { readonly on: boolean }) {
  const { t } = useLingui()
  return (
    <CompactButton
      {...control}
      look={on ? undefined : 'off'}
      name={on ? t`Turn camera off` : t`Turn camera on`}
    >
      {on ? <Video className="i" /> : <VideoOff className="i" />}
    </CompactButton>
  )
}

/** A direct call is hung up, a conference left. */
export interface Leave {
  readonly kind: 'hang-up' | 'leave'
  readonly onPress: () => void
}

export function CompactLeave({ kind, onPress }: Leave) {
  const { t } = useLingui()
  return (
    <CompactButton look="hang" name={kind === 'hang-up' ? t`Hang up` : t`Leave`} onPress={onPress}>
      {kind === 'hang-up' ? <PhoneOff className="i" /> : <LogOut className="i" />}
    </CompactButton>
  )
}
