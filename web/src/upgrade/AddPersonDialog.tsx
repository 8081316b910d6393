import { Trans, useLingui } from '@lingui/react/macro'
import type { PersonCard } from '@tacet/protocol/identity'
import { MessageCircleQuestionMark, Phone, UsersRound } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { EndToEndMark, ToServerMark } from '../stage/EncryptionMark.tsx'
import { Dialog } from '../ui/Dialog.tsx'

export interface AddPersonDialogProps {
  /** Name of the other side of the call. */
  readonly peer: string
  /** The two have compared their keys. */
  readonly verified: boolean
  /** Chooses from the directory. */
  readonly picker: (onChoose: (person: PersonCard) => void) => ReactNode
  readonly onAsk: (person: PersonCard) => void
  readonly onClose: () => void
}

/** [UPG-1] Whom to add, and then what it means. Nobody is asked before. */
export function AddPersonDialog({ peer, verified, picker, onAsk, onClose }: AddPersonDialogProps) {
  const { t } = useLingui()
  const [person, setPerson] = useState<PersonCard | null>(null)
  if (person === null) {
    return (
      <Dialog title={t`Add person`} width={440} onClose={onClose}>
        {picker(setPerson)}
      </Dialog>
    )
  }
  const { name } = person
  return (
    <Dialog
      title={t`This becomes a conference`}
      role="alertdialog"
      width={520}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn plain" onClick={onClose}>
            <Trans>Cancel</Trans>
          </button>
          <button type="button" className="btn main" data-first onClick={() => onAsk(person)}>
            <Trans>Ask {peer}</Trans>
          </button>
        </>
      }
    >
      <div className="becomes">
        <div>
          <p className="faint f1">
            <Trans>Now, the two of you</Trans>
          </p>
          <EndToEndMark as="span" verified={verified} />
          <p>
            <Trans>Only your device and that of {peer} can decrypt the call.</Trans>
          </p>
        </div>
        <div>
          <p className="faint f1">
            <Trans>Then, with {name}</Trans>
          </p>
          <ToServerMark as="span" />
          <p>
            <Trans>
              Our server passes sound and picture on. It could read both;{' '}
              <b>it is no longer end-to-end encrypted</b>.
            </Trans>
          </p>
        </div>
      </div>
      <ol className="points">
        <li>
          <MessageCircleQuestionMark className="i" />
          <span>
            <Trans>
              {peer} is asked first. If they say no, or nothing for 30 seconds, everything stays as it is.
            </Trans>
          </span>
        </li>
        <li>
          <UsersRound className="i" />
          <span>
            <Trans>
              You meet in the group chat of you three. If there is none, one exists in memory only, until
              somebody writes in it. Your messages stay between you two.
            </Trans>
          </span>
        </li>
        <li>
          <Phone className="i" />
          <span>
            <Trans>{name} is rung only when both of you are in the conference.</Trans>
          </span>
        </li>
      </ol>
    </Dialog>
  )
}
