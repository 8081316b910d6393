import { CircleAlert } from 'lucide-react'
import { type ChangeEvent, type ReactNode, useId } from 'react'
import { groupTyped } from './typedCode.ts'

export interface CodeFieldProps {
  readonly label: string
  /** In groups, as it is shown. */
  readonly value: string
  /** Characters of a whole code, blanks not counted. */
  readonly length: number
  readonly onChange: (value: string) => void
  readonly error?: string | null
  readonly hint?: ReactNode
}

/** A code to be typed from another screen or from paper: it falls into groups by itself. */
export function CodeField({ label, value, length, onChange, error = null, hint }: CodeFieldProps) {
  const id = useId()
  const type = ({ target }: ChangeEvent<HTMLInputElement>) => {
    // Whoever corrects something in the middle keeps their place: grouping would move the cursor.
    const atEnd = target.selectionStart === target.value.length
    onChange(atEnd ? groupTyped(target.value, length) : target.value)
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        className="in big typed"
        id={id}
        type="text"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={value}
        aria-invalid={error !== null || undefined}
        aria-describedby={error === null && hint === undefined ? undefined : `${id}-said`}
        onChange={type}
        onBlur={() => onChange(groupTyped(value, length))}
      />
      <div className={error === null ? 'hint' : 'err'} id={`${id}-said`}>
        {error === null ? (
          hint
        ) : (
          <>
            <CircleAlert className="i s" />
            <span role="alert">{error}</span>
          </>
        )}
      </div>
    </div>
  )
}
