import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { BusyButton } from './BusyButton.tsx'
import { Dialog } from './Dialog.tsx'
import { Problem } from './Problem.tsx'

export interface QuestionProps {
  readonly title: string
  /** What the pressed button will do, in its own words. */
  readonly action: string
  readonly look?: 'main' | 'danger' | 'hang'
  readonly busy?: boolean
  /** Why it did not work. */
  readonly problem?: string | null
  readonly onAction: () => void
  readonly onClose: () => void
  /** What follows from it. */
  readonly children: ReactNode
}

/** Asks once before something that is not easily undone. Begins on the answer that changes nothing. */
export function Question({ title, action, look = 'danger', ...props }: QuestionProps) {
  const { t } = useLingui()
  return (
    <Dialog
      role="alertdialog"
      title={title}
      width={420}
      onClose={props.onClose}
      footer={
        <>
          <button type="button" className="btn plain" data-first onClick={props.onClose}>
            {t`Cancel`}
          </button>
          <BusyButton look={look} busy={props.busy ?? false} onPress={props.onAction}>
            {action}
          </BusyButton>
        </>
      }
    >
      <p className="quiet">{props.children}</p>
      <Problem text={props.problem ?? null} />
    </Dialog>
  )
}
