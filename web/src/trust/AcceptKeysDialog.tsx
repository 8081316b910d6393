import { Trans, useLingui } from '@lingui/react/macro'
import { useId, useState } from 'react'
import { BusyButton } from '../ui/BusyButton.tsx'
import { ModalLayer } from '../ui/ModalLayer.tsx'
import { Problem } from '../ui/Problem.tsx'
import type { HeldBecause } from './trustView.ts'

export interface AcceptKeysDialogProps {
  readonly why: HeldBecause
  readonly name: string
  /** False: our server shows nothing that could be accepted. */
  readonly onAccept: () => Promise<boolean>
  /** After it was accepted, and after it was not. */
  readonly onClose: () => void
}

/** §8: accepts the new keys of somebody who is held. Asks for what only people can know. */
export function AcceptKeysDialog({ why, name, onAccept, onClose }: AcceptKeysDialogProps) {
  const { t } = useLingui()
  const heading = useId()
  const [sure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const accept = async () => {
    setBusy(true)
    const accepted = await onAccept()
    setBusy(false)
    setFailed(!accepted)
    if (accepted) onClose()
  }
  return (
    <ModalLayer role="alertdialog" bottom width={440} labelledBy={heading} onClose={onClose}>
      <header>
        <h2 id={heading}>
          <Trans>Accept new keys of {name}?</Trans>
        </h2>
      </header>
      <div className="body">
        <p className="quiet f3">
          <Trans>
            Calls work again then. {name} counts as <b>not verified</b>, and the red note stays until you have
            compared the emoji.
          </Trans>
        </p>
        <label className="line sure">
          <input
            className="check"
            type="checkbox"
            checked={sure}
            onChange={event => setSure(event.target.checked)}
          />
          <span>
            {why === 'keys-reset' ? (
              <Trans>{name} has told me another way that they have started anew.</Trans>
            ) : (
              <Trans>I have cleared up with {name} another way what happened.</Trans>
            )}
          </span>
        </label>
        <Problem
          text={
            failed
              ? t`Our server shows no keys that could be accepted. Nothing has changed; try again later.`
              : null
          }
        />
      </div>
      <footer>
        <button type="button" className="btn plain" onClick={onClose}>
          <Trans>Cancel</Trans>
        </button>
        <BusyButton busy={busy} disabled={!sure} onPress={() => void accept()}>
          <Trans>Accept</Trans>
        </BusyButton>
      </footer>
    </ModalLayer>
  )
}
