import { Trans, useLingui } from '@lingui/react/macro'
import type { Account, Role } from '@tacet/protocol/identity'
import { Setting } from '../ui/Setting.tsx'
import { ChangePasswordForm } from './ChangePasswordForm.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'

export interface AccountSettingsProps {
  readonly me: Account
  readonly onBack: () => void
}

/** Who one is here, and the password. */
export function AccountSettings({ me, onBack }: AccountSettingsProps) {
  const { t } = useLingui()
  const roles: Readonly<Record<Role, string>> = {
    admin: t`You manage Tacet here.`,
    member: t`You are a member.`,
    restricted: t`You see the conversations that you were given.`,
    external: t`You come from outside and write to people who share a conversation with you.`,
  }
  return (
    <SettingsFrame part="account" onBack={onBack}>
      <h2>
        <Trans>Account</Trans>
      </h2>
      <div>
        <Setting title={t`Name`} hint={<bdi>{me.name}</bdi>} />
        <Setting
          title={t`E-mail`}
          hint={
            <>
              {me.email}
              <br />
              <Trans>You sign in with it. Others don’t see it; who manages Tacet does.</Trans>
            </>
          }
        />
        <Setting title={t`Role`} hint={roles[me.role]} />
      </div>
      <h2>
        <Trans>Password</Trans>
      </h2>
      <ChangePasswordForm email={me.email} />
    </SettingsFrame>
  )
}
