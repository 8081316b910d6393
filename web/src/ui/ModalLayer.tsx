import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'

export interface ModalLayerProps {
  /** An `alertdialog` interrupts: it closes by an answer, not by Esc. */
  readonly role?: 'dialog' | 'alertdialog'
  readonly className?: string
  /** On a phone at the bottom, near the thumb. */
  readonly bottom?: boolean
  /** Near the top, as a palette. */
  readonly high?: boolean
  /** Pixels, at the most. */
  readonly width?: number
  readonly labelledBy: string
  readonly describedBy?: string
  /** Esc, or a press beside it. Without it neither closes anything. */
  readonly onClose?: () => void
  readonly onKeyDownCapture?: (event: KeyboardEvent) => void
  readonly children: ReactNode
}

const FIELD = '.body :is(input, select, textarea):not(:disabled)'

/**
 * Something over everything else, on the browser's own modal dialog: the page behind is inert, the focus stays inside and
 * goes back afterwards. It is open for as long as it is rendered.
 */
export function ModalLayer({
  role = 'dialog',
  className = '',
  bottom = false,
  high = false,
  ...props
}: ModalLayerProps) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement
    const dialog = ref.current
    dialog?.showModal()
    // The browser would begin on the way out, which stands first; `data-first` names a better start, or else a field is.
    const named = dialog?.querySelector<HTMLElement>('[data-first]')
    const first = named ?? dialog?.querySelector<HTMLElement>(FIELD)
    first?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const style = props.width === undefined ? undefined : ({ '--w': `${props.width}px` } as CSSProperties)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for it is Esc, which arrives as `cancel`
    <dialog
      ref={ref}
      className={`veil ${bottom ? 'bottom' : ''} ${high ? 'high' : ''}`}
      role={role}
      aria-labelledby={props.labelledBy}
      aria-describedby={props.describedBy}
      onCancel={event => {
        event.preventDefault()
        props.onClose?.()
      }}
      onClick={event => {
        if (event.target === event.currentTarget) props.onClose?.()
      }}
      onKeyDownCapture={props.onKeyDownCapture}
    >
      <section className={`dlg ${className}`} style={style}>
        {props.children}
      </section>
    </dialog>
  )
}
