import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Spinner } from './Spinner.tsx'

export interface ButtonProps {
  /** `main` once per view · `danger` before something is lost · `hang` where it is lost for good. */
  readonly look?: 'main' | 'plain' | 'danger' | 'hang'
  readonly size?: 'small' | 'big'
  readonly wide?: boolean
  readonly type?: 'button' | 'submit'
  /** Id of the form that it submits from outside. */
  readonly form?: string
  readonly icon?: LucideIcon
  /** Work that it began is under way: it says so and does nothing. */
  readonly busy?: boolean
  readonly disabled?: boolean
  readonly autoFocus?: boolean
  readonly onPress?: () => void
  readonly children: ReactNode
}

export function Button({ type = 'button', icon: Icon, busy = false, ...props }: ButtonProps) {
  const classes = ['btn', props.look, props.size, props.wide ? 'wide' : '']
  return (
    <button
      // biome-ignore lint/a11y/useButtonType: one of two
      type={type}
      form={props.form}
      className={classes.filter(Boolean).join(' ')}
      disabled={props.disabled}
      aria-busy={busy || undefined}
      // biome-ignore lint/a11y/noAutofocus: only inside a dialog or on a page that has just one thing to do
      autoFocus={props.autoFocus}
      onClick={event => {
        if (!busy) props.onPress?.()
        else event.preventDefault()
      }}
    >
      {busy ? <Spinner /> : Icon && <Icon className="i s" />}
      {props.children}
    </button>
  )
}
