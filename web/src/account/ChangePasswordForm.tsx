import { Trans, useLingui } from '@lingui/react/macro'
import { Check } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useSubmission } from '../http/useSubmission.ts'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { Banner } from '../ui/Banner.tsx'
import { BusyButton } from '../ui/BusyButton.tsx'
import { TextField } from '../ui/TextField.tsx'
import { changePassword } from './api.ts'
import { NewPasswordField } from './NewPasswordField.tsx'
import { useFields } from './useFields.ts'

/** A new password in the place of the present one. Ends every other session. */
export function ChangePasswordForm({ email }: { readonly email: string }) {
  const { t } = useLingui()
  const words = useFailureWords()
  const { busy, failure, submit } = useSubmission()
  const fields = useFields({ current: 'secret', next: 'password' })
  const [changed, setChanged] = useState(false)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    setChanged(false)
    if (busy || !fields.check()) return
    const answer = await submit(() => changePassword(fields.values))
    if (answer.ok) {
      fields.clear()
      setChanged(true)
    } else if (answer.failure.error === 'wrong-credentials') {
      fields.reject('current', t`This is not your present password.`)
    }
  }
  return (
    <form ref={fields.form} className="stack password" noValidate onSubmit={event => void onSubmit(event)}>
      {/* Password managers want to know whose password it is. */}
      <input
        className="sr"
        type="text"
        autoComplete="username"
        value={email}
        readOnly
        tabIndex={-1}
        aria-hidden
      />
      <TextField
        {...fields.of('current')}
        label={t`Present password`}
        type="password"
        autoComplete="current-password"
      />
      <NewPasswordField {...fields.of('next')} label={t`New password`} />
      {failure && failure.error !== 'wrong-credentials' && <Banner tone="stop">{words(failure)}</Banner>}
      {changed && (
        <Banner icon={Check} title={t`Password changed.`}>
          <Trans>Every other browser has been signed out.</Trans>
        </Banner>
      )}
      <div>
        <BusyButton type="submit" busy={busy}>
          <Trans>Change password</Trans>
        </BusyButton>
      </div>
    </form>
  )
}
