import { useLingui } from '@lingui/react/macro'
import type { CallKind } from '@tacet/protocol/history'
import { type LucideIcon, Phone, ScreenShare, Video } from 'lucide-react'

export interface CallButtonsProps {
  readonly onCall: (media: CallKind) => void
  /** Why nobody can be called at present; null: they can. */
  readonly reason: string | null
  /** False where this browser can't capture a screen. */
  readonly canShare: boolean
}

/** [CALL-1] The three ways to begin a direct call, in the header of a direct message. */
export function CallButtons({ onCall, reason, canShare }: CallButtonsProps) {
  const { t } = useLingui()
  const buttons: readonly [CallKind, LucideIcon, string, string | null][] = [
    ['audio', Phone, t`Audio call`, reason],
    ['video', Video, t`Video call`, reason],
    [
      'screen',
      ScreenShare,
      t`Share screen`,
      reason ?? (canShare ? null : t`This browser can’t share a screen`),
    ],
  ]
  return (
    <div className="group">
      {buttons.map(([media, Icon, name, why]) => (
        <button
          key={media}
          type="button"
          // On a phone there is no room for what its browser can't do.
          className={media === 'screen' ? 'ib desk-only' : 'ib'}
          aria-label={name}
          title={why ?? name}
          disabled={why !== null}
          onClick={() => onCall(media)}
        >
          <Icon className="i" />
        </button>
      ))}
    </div>
  )
}
