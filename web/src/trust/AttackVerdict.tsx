import { Trans, useLingui } from '@lingui/react/macro'
import type { Sas } from '@tacet/protocol/verified/sas'
import { ShieldAlert } from 'lucide-react'
import { Verdict } from '../stage/Verdict.tsx'
import { CopyDetails } from './CopyDetails.tsx'
import { EmojiRow } from './EmojiRow.tsx'

export interface AttackVerdictProps {
  readonly name: string
  /** The emoji of the call that was ended; null where they were not compared in a call. */
  readonly sas: Sas | null
  /** How long the two have talked; milliseconds, null where that is not known. */
  readonly talkedFor: number | null
  readonly onBack: () => void
}

/** After “No match”: what it means, what to assume, whom to tell. */
export function AttackVerdict({ name, sas, talkedFor, onBack }: AttackVerdictProps) {
  const { t } = useLingui()
  return (
    <Verdict
      urgent
      icon={
        <span className="stop">
          <ShieldAlert className="i l" />
        </span>
      }
      title={t`Possible attack, call ended`}
      more={
        <>
          {sas && <EmojiRow sas={sas} />}
          <p className="fine">
            {sas && <Trans>These were the emoji on your device.</Trans>}{' '}
            {talkedFor === null ? (
              <Trans>Assume that this call was overheard.</Trans>
            ) : (
              <Trans>Assume that the last {minutes(talkedFor)} minutes were overheard.</Trans>
            )}{' '}
            <Trans>Tell {name} another way, and show this to those who run your server.</Trans>
          </p>
        </>
      }
      actions={
        <>
          <CopyDetails error="NoMatch" />
          <button type="button" className="btn plain" onClick={onBack}>
            <Trans>Back to messages</Trans>
          </button>
        </>
      }
    >
      <Trans>
        Your emoji differed. Then somebody sat between you, or you compared in two different calls. Microphone
        and camera are off.
      </Trans>
    </Verdict>
  )
}

function minutes(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
