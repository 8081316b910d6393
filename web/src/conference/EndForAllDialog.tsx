import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import { BusyButton } from '../ui/BusyButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'

export interface EndForAllDialogProps {
  /** How many others are in it. */
  readonly people: number
  /** False: the server did not answer, or `signal` came first, and nothing has changed. */
  readonly onEnd: (signal: AbortSignal) => Promise<boolean>
  readonly onClose: () => void
}

/** Asks once (CONF-7). */
export function EndForAllDialog({ people, onEnd, onClose }: EndForAllDialogProps) {
  const { t } = useLingui()
  const [state, setState] = useState<'asking' | 'ending' | 'failed'>('asking')
  const turnedAway = useRef<AbortController>(null)
  useEffect(() => () => turnedAway.current?.abort(), [])
  const end = async () => {
    setState('ending')
    turnedAway.current = new AbortController()
    if (!(await onEnd(turnedAway.current.signal))) setState('failed')
  }
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
          <BusyButton look="hang" busy={state === 'ending'} onPress={() => void end()}>
            <Trans>End for all</Trans>
          </BusyButton>
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
      {state === 'failed' && (
        <p className="look" role="alert">
          <Trans>Our server did not answer; the conference goes on. Try again.</Trans>
        </p>
      )}
    </Dialog>
  )
}
