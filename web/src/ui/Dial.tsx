import type { CSSProperties, ReactNode } from 'react'

export interface DialStop {
  /** Under the scale, as short as can be. */
  readonly mark: string
  /** In words, for those who hear it. */
  readonly name: string
}

export interface DialProps {
  readonly label: string
  readonly stops: readonly DialStop[]
  /** Index of the chosen stop. */
  readonly at: number
  readonly onChange: (at: number) => void
  readonly disabled?: boolean | undefined
  readonly hint?: ReactNode
}

/** A slider over a few named stops. */
export function Dial({ label, stops, at, onChange, disabled, hint }: DialProps) {
  const last = stops.length - 1
  return (
    <div className="field">
      <span className="label" aria-hidden="true">
        {label}
      </span>
      <div className="dial">
        <input
          type="range"
          min={0}
          max={last}
          value={at}
          style={{ '--at': `${(at / last) * 100}%` } as CSSProperties}
          aria-label={label}
          aria-valuetext={stops[at]?.name}
          disabled={disabled}
          onChange={event => onChange(event.target.valueAsNumber)}
        />
        <ol aria-hidden="true">
          {stops.map(({ mark }) => (
            <li key={mark}>{mark}</li>
          ))}
        </ol>
      </div>
      {hint !== undefined && <p className="hint">{hint}</p>}
    </div>
  )
}
