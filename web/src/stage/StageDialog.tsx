import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'

export interface StageDialogProps {
  readonly title: string
  /** An `alertdialog` asks before something is lost. */
  readonly role?: 'dialog' | 'alertdialog'
  /** Pixels. */
  readonly width?: number
  readonly onClose: () => void
  readonly footer: ReactNode
  readonly children: ReactNode
}

/** A question or a list over the stage. The browser's own modal dialog, so that it also shows in full screen. */
export function StageDialog({
  title,
  role = 'dialog',
  width = 360,
  onClose,
  footer,
  children,
}: StageDialogProps) {
  const { t } = useLingui()
  const heading = useId()
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement
    ref.current?.showModal()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className="dlg over-stage"
      role={role}
      aria-labelledby={heading}
      style={{ '--w': `${width}px` } as React.CSSProperties}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={event => event.stopPropagation()}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        {role === 'dialog' && (
          <button type="button" className="ib" aria-label={t`Close`} onClick={onClose}>
            <X className="i" />
          </button>
        )}
      </header>
      <div className="body">{children}</div>
      <footer>{footer}</footer>
    </dialog>
  )
}
