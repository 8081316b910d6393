import { Trans, useLingui } from '@lingui/react/macro'
import type { MadeLink } from '@tacet/protocol/identity'
import { UserPlus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useSubmission } from '../http/useSubmission.ts'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { useFormats } from '../i18n/useFormats.ts'
import { BusyButton } from '../ui/BusyButton.tsx'
import { CopyField } from '../ui/CopyField.tsx'
import { Problem } from '../ui/Problem.tsx'
import { TextField } from '../ui/TextField.tsx'
import { invite } from './api.ts'
import { problemOf } from './fields.ts'

interface Made extends MadeLink {
  readonly email: string | null
}

/** Last step of the setup: links for the people with whom one will talk. They are shown once. */
export function InviteStep({ onDone }: { readonly onDone: () => void }) {
  const { t } = useLingui()
  const words = useFailureWords()
  const { busy, failure, submit } = useSubmission()
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const [made, setMade] = useState<readonly Made[]>([])
  const address = email.trim() === '' ? null : email.trim()
  const wrong = address !== null && problemOf('email', address) !== null
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (busy || wrong) return
    const answer = await submit(() => invite({ email: address, role: 'member' }))
    if (!answer.ok) return
    setMade(links => [...links, { ...answer.value, email: address }])
    setEmail('')
    setTried(false)
  }
  return (
    <>
      <div>
        <h1 tabIndex={-1}>
          <Trans>Whom do you talk to?</Trans>
        </h1>
        <p>
          <Trans>
            Make a link for each person and send it in a way you trust. It works once, for seven days. Tacet
            sends nothing by itself.
          </Trans>
        </p>
      </div>
      <Problem text={failure && words(failure)} />
      <form className="line invite" noValidate onSubmit={event => void onSubmit(event)}>
        <div className="grow">
          <TextField
            label={t`E-mail (optional)`}
            hint={<Trans>With it, only this address can use the link.</Trans>}
            type="email"
            value={email}
            onChange={setEmail}
            error={tried && wrong ? t`This is no e-mail address.` : null}
          />
        </div>
        <BusyButton type="submit" busy={busy}>
          <UserPlus className="i s" />
          <Trans>Make a link</Trans>
        </BusyButton>
      </form>
      {made.length > 0 && (
        <ul className="stack" aria-live="polite">
          {made.map(link => (
            <MadeInvitation key={link.id} link={link} />
          ))}
        </ul>
      )}
      <div className="line">
        <span className="grow" />
        <button type="button" className="btn main" onClick={onDone}>
          {made.length === 0 ? <Trans>Later</Trans> : <Trans>Done</Trans>}
        </button>
      </div>
    </>
  )
}

function MadeInvitation({ link: { secret, email, expiresAt } }: { readonly link: Made }) {
  const { t } = useLingui()
  const { date } = useFormats()
  const day = date(expiresAt)
  return (
    <li>
      <CopyField
        label={email === null ? t`Invitation for anybody who has the link` : t`Invitation for ${email}`}
        value={`${location.origin}/invitation#${secret}`}
        hint={<Trans>Good once, until {day}. Shown only now.</Trans>}
      />
    </li>
  )
}
