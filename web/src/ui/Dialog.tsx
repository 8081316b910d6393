import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { ModalLayer } from './ModalLayer.tsx'

export interface DialogProps {
  readonly title: string
  readonly role?: 'dialog' | 'alertdialog'
  /** Pixels; 480 by default. */
  readonly width?: number
  readonly onClose: () => void
  /** Buttons, the likeliest last. */
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/** A titled dialog with a way out. */
export function Dialog({ title, role = 'dialog', width = 480, onClose, footer, children }: DialogProps) {
  const { t } = useLingui()
  const heading = useId()
  return (
    <ModalLayer role={role} bottom width={width} labelledBy={heading} onClose={onClose}>
      <header>
        <h2 id={heading}>{title}</h2>
        <button type="button" className="ib" aria-label={t`Close`} onClick={onClose}>
          <X className="i" />
        </button>
      </header>
      <div className="body">{children}</div>
      {footer !== undefined && <footer>{footer}</footer>}
    </ModalLayer>
  )
}
