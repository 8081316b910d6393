import type { ReactNode } from 'react'
import { Spinner } from './Spinner.tsx'

export interface BusyButtonProps {
  /** Looks, such as `main big wide`. */
  readonly look?: string
  readonly type?: 'button' | 'submit'
  /** Id of the form that it submits from outside. */
  readonly form?: string
  /** Something is on its way: another press does nothing. */
  readonly busy: boolean
  readonly disabled?: boolean | undefined
  readonly onPress?: () => void
  readonly children: ReactNode
}

/** A button that waits for an answer. It keeps the focus meanwhile, so that nobody loses their place. */
export function BusyButton({
  look = '',
  type = 'button',
  form,
  busy,
  disabled,
  onPress,
  children,
}: BusyButtonProps) {
  return (
    <button
      type={type}
      form={form}
      className={`btn ${look}`}
      aria-busy={busy}
      disabled={disabled}
      onClick={event => {
        if (busy) event.preventDefault()
        else onPress?.()
      }}
    >
      {busy && <Spinner />}
      {children}
    </button>
  )
}
