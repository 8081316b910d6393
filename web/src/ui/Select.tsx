import { ChevronDown } from 'lucide-react'
import { useId } from 'react'

export interface SelectProps<K extends string> {
  readonly label: string
  /** The label is said, not shown: something beside it names the choice for the eye. */
  readonly quiet?: boolean
  readonly value: K
  readonly options: Readonly<Record<K, string>>
  readonly onChange: (value: K) => void
  readonly disabled?: boolean | undefined
}

/** One of a few, on the browser's own select. */
export function Select<K extends string>({ label, quiet = false, value, ...props }: SelectProps<K>) {
  const { options, onChange, disabled } = props
  const id = useId()
  const keys = Object.keys(options) as K[]
  const select = (
    <span className="pick">
      <select
        className="in"
        id={id}
        aria-label={quiet ? label : undefined}
        value={value}
        disabled={disabled}
        onChange={event => {
          const chosen = keys.find(key => key === event.target.value)
          if (chosen !== undefined) onChange(chosen)
        }}
      >
        {keys.map(key => (
          <option key={key} value={key}>
            {options[key]}
          </option>
        ))}
      </select>
      <ChevronDown className="i s" />
    </span>
  )
  if (quiet) return select
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {select}
    </div>
  )
}
