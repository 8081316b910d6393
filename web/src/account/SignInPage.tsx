import { Trans, useLingui } from '@lingui/react/macro'
import type { SessionView } from '@tacet/protocol/identity'
import type { FormEvent } from 'react'
import { useSubmission } from '../http/useSubmission.ts'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { Banner } from '../ui/Banner.tsx'
import { BusyButton } from '../ui/BusyButton.tsx'
import { TextField } from '../ui/TextField.tsx'
import { signIn } from './api.ts'
import { EntryPage } from './EntryPage.tsx'
import { useFields } from './useFields.ts'

export interface SignInPageProps {
  readonly organization: string | null
  readonly onSignedIn: (session: SessionView) => void
}

/** Name and password. A wrong one and an unknown person are told alike (SEC-10). */
export function SignInPage({ organization, onSignedIn }: SignInPageProps) {
  const { t } = useLingui()
  const words = useFailureWords()
  const { busy, failure, submit } = useSubmission()
  const fields = useFields({ email: 'email', password: 'secret' })
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || !fields.check()) return
    const answer = await submit(() => signIn(fields.values))
    if (answer.ok) return onSignedIn(answer.value)
    if (answer.failure.error === 'wrong-credentials') fields.reject('password', t`Please check`)
    if (answer.failure.error === 'invalid') fields.reject('email', t`This is no e-mail address.`)
  }
  return (
    <EntryPage title={t`Sign in`} organization={organization}>
      <div>
        <h1>
          <Trans>Sign in</Trans>
        </h1>
      </div>
      {failure?.error === 'wrong-credentials' ? (
        <Banner tone="stop" title={t`E-mail or password is wrong.`}>
          <Trans>Your account is safe; try again.</Trans>
        </Banner>
      ) : (
        failure && <Banner tone="stop">{words(failure)}</Banner>
      )}
      <form ref={fields.form} className="stack" noValidate onSubmit={event => void onSubmit(event)}>
        <TextField
          {...fields.of('email')}
          label={t`E-mail`}
          type="email"
          autoComplete="username"
          big
          autoFocus
        />
        <TextField
          {...fields.of('password')}
          label={t`Password`}
          type="password"
          autoComplete="current-password"
          big
        />
        <BusyButton type="submit" look="main big wide" busy={busy}>
          {busy ? <Trans>Signing in …</Trans> : <Trans>Sign in</Trans>}
        </BusyButton>
      </form>
      <p className="quiet">
        <Trans>Forgot your password? Whoever manages Tacet at your place sends you a new link.</Trans>
      </p>
    </EntryPage>
  )
}
