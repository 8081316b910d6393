import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowLeft } from 'lucide-react'
import { BusyButton } from '../ui/BusyButton.tsx'
import { TextField } from '../ui/TextField.tsx'
import { NewPasswordField } from './NewPasswordField.tsx'
import type { Fields } from './useFields.ts'

/** First step of the setup. */
export function OrganizationStep({ fields }: { readonly fields: Fields<'name'> }) {
  const { t } = useLingui()
  return (
    <>
      <div>
        <h1>
          <Trans>Who is Tacet for?</Trans>
        </h1>
        <p>
          <Trans>The name of your office, practice or council. It can be changed at any time.</Trans>
        </p>
      </div>
      <TextField {...fields.of('name')} label={t`Name of the organization`} autoComplete="organization" big />
    </>
  )
}

/** Second step of the setup. */
export function AccountStep({ fields }: { readonly fields: Fields<'name' | 'email' | 'password'> }) {
  const { t } = useLingui()
  return (
    <>
      <div>
        <h1>
          <Trans>Your account</Trans>
        </h1>
        <p>
          <Trans>
            The first one, and the one that manages this server: it invites people and makes the rules.
          </Trans>
        </p>
      </div>
      <div className="stack">
        <TextField {...fields.of('name')} label={t`Your name`} autoComplete="name" big />
        <TextField
          {...fields.of('email')}
          label={t`E-mail`}
          type="email"
          autoComplete="username"
          hint={t`You sign in with it. We send nothing to it.`}
          big
        />
        <NewPasswordField {...fields.of('password')} big />
      </div>
    </>
  )
}

export interface StepButtonsProps {
  /** Null on the first step. */
  readonly onBack: (() => void) | null
  readonly busy: boolean
}

export function StepButtons({ onBack, busy }: StepButtonsProps) {
  return (
    <div className="line">
      {onBack && (
        <button type="button" className="btn plain" onClick={onBack}>
          <ArrowLeft className="i s" />
          <Trans>Back</Trans>
        </button>
      )}
      <span className="grow" />
      <BusyButton type="submit" look="main" busy={busy}>
        <Trans>Continue</Trans>
      </BusyButton>
    </div>
  )
}
