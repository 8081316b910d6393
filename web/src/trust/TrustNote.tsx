import { Trans } from '@lingui/react/macro'
import { KeyRound, ShieldAlert } from 'lucide-react'
import { Note } from '../stage/Note.tsx'

export interface TrustNoteProps {
  readonly kind: 'new-device' | 'keys-changed'
  readonly name: string
  /** Opens the sheet with the emoji. */
  readonly onCompare: () => void
  readonly onClose: () => void
}

/** Over the picture of a running call: the other side’s keys are not quite those of last time. */
export function TrustNote({ kind, name, onCompare, onClose }: TrustNoteProps) {
  const compare = (
    <button type="button" className="btn small" onClick={onCompare}>
      <Trans>Compare emoji</Trans>
    </button>
  )
  if (kind === 'new-device') {
    return (
      <Note icon={KeyRound} look up wide actions={compare} onClose={onClose}>
        <b>
          <Trans>{name} is using a new device.</Trans>
        </b>{' '}
        <Trans>One of their older devices has approved it.</Trans>
      </Note>
    )
  }
  return (
    <Note icon={ShieldAlert} stop up wide actions={compare} onClose={onClose}>
      <b>
        <Trans>{name}’s keys changed.</Trans>
      </b>{' '}
      <Trans>Until you have compared emoji or safety number, you can’t know who holds them.</Trans>
    </Note>
  )
}
