import { useLingui } from '@lingui/react/macro'
import { type LucideIcon, X } from 'lucide-react'
import type { ReactNode } from 'react'

export interface NoteProps {
  /** `busy`: something is being tried, a circle turns. */
  readonly icon: LucideIcon | 'busy'
  /** Amber: the person should look. */
  readonly look?: boolean
  /** Red: something is wrong. */
  readonly stop?: boolean
  /** At the top of the picture (on a phone always at the bottom). */
  readonly up?: boolean
  /** May have several lines. */
  readonly wide?: boolean
  /** One or two `.btn.small`. */
  readonly actions?: ReactNode
  readonly onClose?: (() => void) | undefined
  readonly children: ReactNode
}

/** Says over the picture what has happened. Picture, sound and bar stay untouched. */
export function Note({ icon, look, stop, up, wide, actions, onClose, children }: NoteProps) {
  const { t } = useLingui()
  const classes = ['note', up ? 'up' : '', wide ? 'wide' : '', look ? 'look' : '', stop ? 'stop' : '']
    .filter(Boolean)
    .join(' ')
  const Icon = icon
  return (
    <div className={classes} role="status">
      {Icon === 'busy' ? <span className="spin" /> : <Icon className="i" />}
      <span>{children}</span>
      {actions}
      {onClose !== undefined && (
        <button type="button" className="ib small" aria-label={t`Close note`} onClick={onClose}>
          <X className="i" />
        </button>
      )}
    </div>
  )
}
