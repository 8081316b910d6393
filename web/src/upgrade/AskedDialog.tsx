import { Trans, useLingui } from '@lingui/react/macro'
import { UPG_2_ANSWER } from '@tacet/domain/upgrade/timers'
import { type CSSProperties, useId } from 'react'
import { ToServerMark } from '../stage/EncryptionMark.tsx'
import { ModalLayer } from '../ui/ModalLayer.tsx'
import { useSecondsLeft } from './useSecondsLeft.ts'

export interface AskedDialogProps {
  readonly peer: string
  /** Names of those who are to come in. */
  readonly names: string
  /** Milliseconds of `performance.now()`. */
  readonly until: number
  readonly onAnswer: (yes: boolean) => void
}

/** [UPG-2] The other side would like to add somebody: both answers look alike, and Esc is none. */
export function AskedDialog({ peer, names, until, onAnswer }: AskedDialogProps) {
  const { t } = useLingui()
  const heading = useId()
  const seconds = useSecondsLeft(until)
  const style = { '--at': `${(seconds * 100_000) / UPG_2_ANSWER}%` } as CSSProperties
  return (
    <ModalLayer role="alertdialog" bottom width={480} labelledBy={heading}>
      <header>
        <h2 id={heading} data-first tabIndex={-1}>{t`${peer} would like to add ${names}`}</h2>
      </header>
      <div className="body">
        <p className="quiet f3">
          <Trans>
            Your call would become a conference. It is <b>no longer end-to-end encrypted</b>, but:
          </Trans>
        </p>
        <div className="becomes">
          <div>
            <ToServerMark as="span" />
            <p>
              <Trans>
                It passes sound and picture on and could read both. {names} hears only what is said after the
                change.
              </Trans>
            </p>
          </div>
        </div>
        <div className="stack tight">
          <div className="progress" style={style} aria-hidden="true" />
          <p className="quiet" role="timer">
            <Trans>Without an answer you stay connected directly. {seconds} seconds left.</Trans>
          </p>
        </div>
      </div>
      <footer>
        <button type="button" className="btn" onClick={() => onAnswer(false)}>
          <Trans>Stay direct</Trans>
        </button>
        <button type="button" className="btn" onClick={() => onAnswer(true)}>
          <Trans>Agree</Trans>
        </button>
      </footer>
    </ModalLayer>
  )
}
