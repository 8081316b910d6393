import { CircleAlert } from 'lucide-react'
import { type HTMLInputAutoCompleteAttribute, type ReactNode, type Ref, useId } from 'react'

export interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'email' | 'password'
  readonly autoComplete?: HTMLInputAutoCompleteAttribute
  /** What is wrong with it and what to do; null: nothing. */
  readonly error?: string | null
  /** What to know before typing. */
  readonly hint?: ReactNode
  /** As on the pages of a person who is not signed in. */
  readonly big?: boolean
  readonly maxLength?: number
  readonly readOnly?: boolean
  readonly disabled?: boolean | undefined
  readonly placeholder?: string
  readonly autoFocus?: boolean
  /** Beside the field, within its border. */
  readonly action?: ReactNode
  readonly ref?: Ref<HTMLInputElement>
}

/** A labelled line of text. An address or a password is nobody's language, so it is neither corrected nor capitalized. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, type = 'text', error = null, hint, action } = props
  const id = useId()
  const described = [hint !== undefined ? `${id}-hint` : '', error !== null ? `${id}-error` : '']
    .join(' ')
    .trim()
  const input = (
    <input
      ref={props.ref}
      className={props.big ? 'in big' : 'in'}
      id={id}
      type={type}
      dir={type === 'text' ? 'auto' : undefined}
      inputMode={type === 'email' ? 'email' : undefined}
      autoComplete={props.autoComplete ?? 'off'}
      autoCapitalize={type === 'text' ? undefined : 'none'}
      spellCheck={type === 'text' ? undefined : false}
      value={value}
      maxLength={props.maxLength}
      readOnly={props.readOnly}
      disabled={props.disabled}
      placeholder={props.placeholder}
      // biome-ignore lint/a11y/noAutofocus: only where the field is what the person came for
      autoFocus={props.autoFocus}
      aria-invalid={error !== null || undefined}
      aria-describedby={described || undefined}
      onChange={event => onChange(event.target.value)}
    />
  )
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {action === undefined ? (
        input
      ) : (
        <span className="with-action">
          {input}
          {action}
        </span>
      )}
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== null && (
        <p className="err" id={`${id}-error`}>
          <CircleAlert className="i s" />
          {error}
        </p>
      )}
    </div>
  )
}
