import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Dialog } from '../ui/Dialog.tsx'

export interface EndForAllDialogProps {
  /** How many others are in it. */
  readonly people: number
  /** False: the server did not answer, and nothing has changed. */
  readonly onEnd: () => Promise<boolean>
  readonly onClose: () => void
}

/** Asks once (CONF-7). */
export function EndForAllDialog({ people, onEnd, onClose }: EndForAllDialogProps) {
  const { t } = useLingui()
  const [failed, setFailed] = useState(false)
  return (
    <Dialog
      width={360}
      role="alertdialog"
      title={t`End for all?`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn plain" onClick={onClose}>
            <Trans>Cancel</Trans>
          </button>
          <button
            type="button"
            className="btn hang"
            onClick={() => {
              setFailed(false)
              void onEnd().then(done => setFailed(!done))
            }}
          >
            <Trans>End for all</Trans>
          </button>
        </>
      }
    >
      <p className="quiet">
        {people === 0 ? (
          <Trans>Nobody else is in it.</Trans>
        ) : (
          <Plural value={people} one="One other person is in it." other="# other people are in it." />
        )}{' '}
        <Trans>The history will say that you ended it.</Trans>
      </p>
      {failed && (
        <p className="look" role="alert">
          <Trans>Our server did not answer; the conference goes on. Try again.</Trans>
        </p>
      )}
    </Dialog>
  )
}
