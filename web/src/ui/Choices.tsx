import { type ReactNode, useId } from 'react'

export interface Choice<K extends string> {
  readonly key: K
  readonly name: string
  readonly hint?: ReactNode
}

export interface ChoicesProps<K extends string> {
  /** Accessible name of the group. */
  readonly name: string
  readonly value: K
  readonly choices: readonly Choice<K>[]
  readonly onChange: (value: K) => void
  readonly disabled?: boolean | undefined
}

/** One of a few, where each needs a sentence. */
export function Choices<K extends string>({ name, value, choices, onChange, disabled }: ChoicesProps<K>) {
  const group = useId()
  return (
    <div className="stack choices" role="radiogroup" aria-label={name}>
      {choices.map(choice => (
        <label key={choice.key} className="choice">
          <input
            className="radio"
            type="radio"
            name={group}
            value={choice.key}
            checked={choice.key === value}
            disabled={disabled}
            onChange={() => onChange(choice.key)}
          />
          <span>
            <b>{choice.name}</b>
            {choice.hint !== undefined && <span className="quiet">{choice.hint}</span>}
          </span>
        </label>
      ))}
    </div>
  )
}
