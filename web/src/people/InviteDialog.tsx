import { Trans, useLingui } from '@lingui/react/macro'
import type { MadeLink, Role } from '@tacet/protocol/identity'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useSubmission } from '../http/useSubmission.ts'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { useFormats } from '../i18n/useFormats.ts'
import { BusyButton } from '../ui/BusyButton.tsx'
import { CopyField } from '../ui/CopyField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Problem } from '../ui/Problem.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { invite } from './api.ts'
import { useRoleHints, useRoleNames } from './useRoleNames.ts'

/** Makes a link that somebody becomes a member by. It is shown once: the server keeps only its hash. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui()
  const words = useFailureWords()
  const roles = useRoleNames()
  const hints = useRoleHints()
  const queries = useQueryClient()
  const { busy, failure, submit } = useSubmission()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('member')
  const [made, setMade] = useState<MadeLink | null>(null)

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await submit(() => invite({ email: email.trim() === '' ? null : email.trim(), role }))
    if (!answer.ok) return
    setMade(answer.value)
    await queries.invalidateQueries({ queryKey: ['invitations'] })
  }
  if (made) return <MadeInvitation made={made} onAgain={() => setMade(null)} onClose={onClose} />
  const emailProblem = failure?.field === 'email' ? t`This is no e-mail address.` : null
  return (
    <Dialog
      title={t`Invite people`}
      width={440}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn plain" onClick={onClose}>
            <Trans>Cancel</Trans>
          </button>
          <BusyButton
            look="main"
            busy={busy}
            onPress={() => void onSubmit({ preventDefault() {} } as FormEvent)}
          >
            <Trans>Make link</Trans>
          </BusyButton>
        </>
      }
    >
      <form className="stack" onSubmit={event => void onSubmit(event)}>
        <TextField
          label={t`E-mail, if only this address may use the link`}
          type="email"
          autoComplete="off"
          value={email}
          onChange={setEmail}
          error={emailProblem}
          hint={t`We send nothing to it.`}
        />
        <Select label={t`Role`} value={role} options={roles} onChange={setRole} />
        <p className="quiet">{hints[role]}</p>
      </form>
      <Problem text={failure && emailProblem === null ? words(failure) : null} />
    </Dialog>
  )
}

interface MadeProps {
  readonly made: MadeLink
  readonly onAgain: () => void
  readonly onClose: () => void
}

function MadeInvitation({ made, onAgain, onClose }: MadeProps) {
  const { t } = useLingui()
  const { date } = useFormats()
  const until = date(made.expiresAt)
  return (
    <Dialog
      title={t`Invite people`}
      width={440}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={onAgain}>
            <Trans>Another link</Trans>
          </button>
          <button type="button" className="btn main" onClick={onClose}>
            <Trans>Done</Trans>
          </button>
        </>
      }
    >
      <CopyField
        label={t`Invitation link`}
        value={`${location.origin}/invitation#${made.secret}`}
        hint={t`It works once and until ${until}. It is shown only now: send it on a way that you trust.`}
      />
    </Dialog>
  )
}
