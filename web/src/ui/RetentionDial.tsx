import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { type CSSProperties, type ReactNode, useId } from 'react'
import { nearestStop, RETENTION_STOPS } from './retentionStops.ts'

export interface RetentionDialProps {
  readonly label: string
  /** `0`: never written · `null`: kept without limit. */
  readonly days: number | null
  readonly onChange: (days: number | null) => void
  /** Follows the chosen value in the line below. */
  readonly children?: ReactNode
}

/** How long something stays: never, some days, or for ever. */
export function RetentionDial({ label, days, onChange, children }: RetentionDialProps) {
  const { t } = useLingui()
  const id = useId()
  const words = (stop: number | null): string => {
    if (stop === null) return t`unlimited`
    return stop === 0 ? t`never written` : t`${plural(stop, { one: '# day', other: '# days' })}`
  }
  const last = RETENTION_STOPS.length - 1
  const at = nearestStop(days)
  const style = { '--at': `${(at / last) * 100}%` } as CSSProperties
  const said = words(days)
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className="dial">
        <input
          id={id}
          type="range"
          min={0}
          max={last}
          value={at}
          style={style}
          aria-valuetext={said}
          aria-describedby={`${id}-hint`}
          onChange={event => onChange(RETENTION_STOPS[event.target.valueAsNumber] ?? null)}
        />
        <ol aria-hidden="true">
          {RETENTION_STOPS.map(stop => (
            <li key={stop}>
              {stop === 0
                ? t({ message: 'never', comment: 'end of a scale of days' })
                : (stop ?? t`unlimited`)}
            </li>
          ))}
        </ol>
      </div>
      <p className="hint" id={`${id}-hint`}>
        <b>{said[0]?.toLocaleUpperCase() + said.slice(1)}.</b> {children}
      </p>
    </div>
  )
}
