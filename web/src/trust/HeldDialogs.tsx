import { useState } from 'react'
import { AcceptKeysDialog } from './AcceptKeysDialog.tsx'
import { BlockedDialog, type BlockedDialogProps } from './BlockedDialog.tsx'

export interface HeldDialogsProps extends Omit<BlockedDialogProps, 'onAccept' | 'onKeep'> {
  readonly onAcceptKeys: () => Promise<boolean>
  readonly onClose: () => void
}

/** First what happened; then, if the person insists, the way out. */
export function HeldDialogs({ onAcceptKeys, onClose, ...held }: HeldDialogsProps) {
  const [accepting, setAccepting] = useState(false)
  return accepting ? (
    <AcceptKeysDialog why={held.why} name={held.name} onAccept={onAcceptKeys} onClose={onClose} />
  ) : (
    <BlockedDialog {...held} onAccept={() => setAccepting(true)} onKeep={onClose} />
  )
}
