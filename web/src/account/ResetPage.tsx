import { Trans, useLingui } from '@lingui/react/macro'
import type { InspectedLink, SessionView } from '@tacet/protocol/identity'
import type { LinkSecret } from '@tacet/protocol/ids'
import type { FormEvent } from 'react'
import { useSubmission } from '../http/useSubmission.ts'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { Banner } from '../ui/Banner.tsx'
import { BusyButton } from '../ui/BusyButton.tsx'
import { resetPassword } from './api.ts'
import { EntryPage } from './EntryPage.tsx'
import type { LinkPageProps } from './InvitationPage.tsx'
import { LinkGate } from './LinkGate.tsx'
import { NewPasswordField } from './NewPasswordField.tsx'
import { useFields } from './useFields.ts'

/** Behind a reset link: a new password. */
export function ResetPage({ secret, organization, onSignedIn }: LinkPageProps) {
  const { t } = useLingui()
  return (
    <LinkGate kind="reset" secret={secret} title={t`New password`} organization={organization}>
      {(link, good) => <Reset link={link} secret={good} onSignedIn={onSignedIn} />}
    </LinkGate>
  )
}

interface ResetProps {
  readonly link: InspectedLink
  readonly secret: LinkSecret
  readonly onSignedIn: (session: SessionView) => void
}

function Reset({ link, secret, onSignedIn }: ResetProps) {
  const { t } = useLingui()
  const words = useFailureWords()
  const { busy, failure, submit } = useSubmission()
  const fields = useFields({ password: 'password' })
  const name = link.name ?? ''
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || !fields.check()) return
    const answer = await submit(() => resetPassword({ secret, ...fields.values }))
    if (answer.ok) onSignedIn(answer.value)
  }
  return (
    <EntryPage title={t`New password`} organization={link.organizationName}>
      <div>
        <h1>
          <Trans>New password for {name}</Trans>
        </h1>
        <p>
          <Trans>It ends every session of yours, and this browser is signed in with it.</Trans>
        </p>
      </div>
      {failure && <Banner tone="stop">{words(failure)}</Banner>}
      <form ref={fields.form} className="stack" noValidate onSubmit={event => void onSubmit(event)}>
        <NewPasswordField {...fields.of('password')} label={t`New password`} big autoFocus />
        <BusyButton type="submit" look="main big wide" busy={busy}>
          <Trans>Set password and sign in</Trans>
        </BusyButton>
      </form>
    </EntryPage>
  )
}
