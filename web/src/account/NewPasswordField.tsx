import { useLingui } from '@lingui/react/macro'
import { PasswordField } from '../ui/PasswordField.tsx'
import { PASSWORD_MIN_CHARS } from './fields.ts'

export interface NewPasswordFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error: string | null
  readonly label?: string
  readonly big?: boolean
  readonly autoFocus?: boolean
}

/** A password that is being made. Only its length counts. */
export function NewPasswordField({ label, ...field }: NewPasswordFieldProps) {
  const { t } = useLingui()
  return (
    <PasswordField
      {...field}
      label={label ?? t`Password`}
      autoComplete="new-password"
      hint={t`At least ${PASSWORD_MIN_CHARS} characters; four words in a row are easy to remember.`}
    />
  )
}
