import { ChevronDown, type LucideIcon } from 'lucide-react'
import { useId } from 'react'

export interface SelectOption<Key extends string> {
  readonly key: Key
  readonly name: string
}

export interface SelectProps<Key extends string> {
  readonly label: string
  /** The label is said, not shown: something beside it names the choice for the eye. */
  readonly quiet?: boolean
  readonly icon?: LucideIcon
  readonly options: readonly SelectOption<Key>[]
  readonly value: Key
  readonly onChange: (key: Key) => void
  readonly disabled?: boolean
}

/** One of several, by the browser's own list: it works on every phone. */
export function SelectField<Key extends string>(props: SelectProps<Key>) {
  const id = useId()
  const { label, quiet = false, icon: Icon, options } = props
  const select = (
    <span className="pick">
      {Icon && <Icon className="i s pre" />}
      <select
        id={id}
        className="in"
        aria-label={quiet ? label : undefined}
        value={props.value}
        disabled={props.disabled}
        onChange={event => {
          const chosen = options.find(({ key }) => key === event.target.value)
          if (chosen) props.onChange(chosen.key)
        }}
      >
        {options.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
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
