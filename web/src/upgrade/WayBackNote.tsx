import { Trans } from '@lingui/react/macro'
import { Lock } from 'lucide-react'
import { Note } from '../stage/Note.tsx'

export interface WayBackNoteProps {
  readonly peer: string
  readonly onAsk: () => void
  readonly onStay: () => void
}

/** [UPG-5] The two are alone again. */
export function WayBackNote({ peer, onAsk, onStay }: WayBackNoteProps) {
  return (
    <Note icon={Lock} wide>
      <b>
        <Trans>There are two of you again.</Trans>
      </b>{' '}
      <Trans>
        Return to a direct, end-to-end encrypted call? Then our server can no longer listen. {peer} is rung;
        the conference goes on until you talk.
      </Trans>
      <span className="line answers">
        <button type="button" className="btn small" onClick={onAsk}>
          <Trans>Call {peer} directly</Trans>
        </button>
        <button type="button" className="btn small plain" onClick={onStay}>
          <Trans>Stay in the conference</Trans>
        </button>
      </span>
    </Note>
  )
}
