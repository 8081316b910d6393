import { Trans, useLingui } from '@lingui/react/macro'
import type { PersonId } from '@tacet/protocol/ids'
import { Check, QrCode as QrSign } from 'lucide-react'
import { useState } from 'react'
import { QrCode } from '../qr/QrCode.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Question } from '../ui/Question.tsx'
import { SafetyNumber } from './SafetyNumber.tsx'
import { isSameNumber, numberLink } from './scannedNumber.ts'

export interface CompareNumberProps {
  readonly number: string
  readonly name: string
  /** Whose page the QR code leads to; without it there is no QR code. */
  readonly me: PersonId | null
  /** The digits that a scanned link brought here. */
  readonly scanned: string | null
  /** Null where there is nothing to confirm, or to deny. */
  readonly onMatch: (() => void) | null
  readonly onNoMatch: (() => void) | null
}

/** The safety number, and what two people say about it after they have compared. */
export function CompareNumber({ number, name, me, scanned, onMatch, onNoMatch }: CompareNumberProps) {
  const { t } = useLingui()
  const [qr, setQr] = useState(false)
  const [denying, setDenying] = useState(false)
  return (
    <div className="trust-compare">
      <SafetyNumber number={number} />
      <Scanned same={isSameNumber(scanned, number)} name={name} confirmed={onMatch === null} />
      <div className="answers">
        {onMatch && (
          <button type="button" className="btn" onClick={onMatch}>
            <Check className="i s" />
            <Trans>They match</Trans>
          </button>
        )}
        {me !== null && (
          <button type="button" className="btn" aria-expanded={qr} onClick={() => setQr(!qr)}>
            <QrSign className="i s" />
            <Trans>QR code</Trans>
          </button>
        )}
        {onNoMatch && (
          <button type="button" className="btn danger" onClick={() => setDenying(true)}>
            <Trans>No match</Trans>
          </button>
        )}
      </div>
      {qr && me !== null && (
        <div className="scan">
          <QrCode text={numberLink(location.origin, me, number)} name={t`QR code of the safety number`} />
          <p>
            <Trans>
              {name} points the camera of a phone at it, on which they use Tacet. The page that opens there
              compares the numbers.
            </Trans>
          </p>
        </div>
      )}
      {denying && onNoMatch && (
        <Question
          title={t`The numbers differ?`}
          action={t`Block calls`}
          look="hang"
          onAction={() => {
            setDenying(false)
            onNoMatch()
          }}
          onClose={() => setDenying(false)}
        >
          <Trans>
            Then somebody may sit between you and {name}. Calls are blocked in both directions, and a running
            one ends, until you accept their keys anew.
          </Trans>
        </Question>
      )}
    </div>
  )
}

interface ScannedProps {
  readonly same: boolean | null
  readonly name: string
  /** There is nothing left to confirm. */
  readonly confirmed: boolean
}

function Scanned({ same, name, confirmed }: ScannedProps) {
  const { t } = useLingui()
  if (same === null || (same && confirmed)) return null
  return same ? (
    <Banner tone="ok" icon={Check} title={t`The scanned number is the same.`}>
      <Trans>If you scanned it from a screen of {name}, and nobody sent it to you, press “They match”.</Trans>
    </Banner>
  ) : (
    <Banner tone="stop" title={t`The scanned number is another one.`}>
      <Trans>
        If you scanned it from a screen of {name}, somebody may sit between you: press “No match” and tell
        them.
      </Trans>
    </Banner>
  )
}
