import { Trans, useLingui } from '@lingui/react/macro'
import type { InspectedLink, SessionView } from '@tacet/protocol/identity'
import type { LinkSecret } from '@tacet/protocol/ids'
import type { FormEvent } from 'react'
import { useSubmission } from '../http/useSubmission.ts'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { Banner } from '../ui/Banner.tsx'
import { BusyButton } from '../ui/BusyButton.tsx'
import { TextField } from '../ui/TextField.tsx'
import { acceptInvitation } from './api.ts'
import { EntryPage } from './EntryPage.tsx'
import { LinkGate } from './LinkGate.tsx'
import { NewPasswordField } from './NewPasswordField.tsx'
import { useFields } from './useFields.ts'

export interface LinkPageProps {
  /** Null: the address held none. */
  readonly secret: LinkSecret | null
  readonly organization: string | null
  readonly onSignedIn: (session: SessionView) => void
}

/** Behind an invitation: one's own account. */
export function InvitationPage({ secret, organization, onSignedIn }: LinkPageProps) {
  const { t } = useLingui()
  return (
    <LinkGate kind="invitation" secret={secret} title={t`Invitation`} organization={organization}>
      {(link, good) => <Accept link={link} secret={good} onSignedIn={onSignedIn} />}
    </LinkGate>
  )
}

interface AcceptProps {
  readonly link: InspectedLink
  readonly secret: LinkSecret
  readonly onSignedIn: (session: SessionView) => void
}

function Accept({ link, secret, onSignedIn }: AcceptProps) {
  const { t } = useLingui()
  const words = useFailureWords()
  const { busy, failure, submit } = useSubmission()
  const fields = useFields(
    { name: 'name', email: 'email', password: 'password' },
    { email: link.email ?? '' },
  )
  const organization = link.organizationName ?? ''
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || !fields.check()) return
    const answer = await submit(() => acceptInvitation({ secret, ...fields.values }))
    if (answer.ok) return onSignedIn(answer.value)
    if (answer.failure.error === 'email-taken') fields.reject('email', words(answer.failure))
    if (answer.failure.field === 'email' && answer.failure.error === 'invalid') {
      fields.reject('email', t`The invitation is for another address.`)
    }
  }
  return (
    <EntryPage title={t`Invitation`} organization={link.organizationName}>
      <div>
        <h1>
          <Trans>Welcome to {organization}</Trans>
        </h1>
        <p>
          <Trans>You have been invited to talk here. Make your account; nothing needs to be installed.</Trans>
        </p>
      </div>
      {failure && failure.field === undefined && <Banner tone="stop">{words(failure)}</Banner>}
      <form ref={fields.form} className="stack" noValidate onSubmit={event => void onSubmit(event)}>
        <TextField {...fields.of('name')} label={t`Your name`} autoComplete="name" big autoFocus />
        <TextField
          {...fields.of('email')}
          label={t`E-mail`}
          type="email"
          autoComplete="username"
          big
          readOnly={link.email !== null}
          hint={link.email === null ? t`You sign in with it. We send nothing to it.` : undefined}
        />
        <NewPasswordField {...fields.of('password')} big />
        <BusyButton type="submit" look="main big wide" busy={busy}>
          <Trans>Make account</Trans>
        </BusyButton>
      </form>
    </EntryPage>
  )
}
