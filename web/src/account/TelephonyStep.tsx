import { Trans, useLingui } from '@lingui/react/macro'
import type { OrganizationSettings } from '@tacet/protocol/identity'
import { RetentionDial } from '../retention/RetentionDial.tsx'
import { SwitchSetting } from '../ui/Setting.tsx'

export type TelephonySettings = Omit<OrganizationSettings, 'name'>

export interface TelephonyStepProps {
  readonly settings: TelephonySettings
  readonly onChange: (settings: TelephonySettings) => void
}

/** Third step of the setup. */
export function TelephonyStep({ settings, onChange }: TelephonyStepProps) {
  const { t } = useLingui()
  return (
    <>
      <div>
        <h1 tabIndex={-1}>
          <Trans>What shall remain of calls?</Trans>
        </h1>
        <p>
          <Trans>At most one row: who began and ended it, and when. Never who was in a conference.</Trans>
        </p>
      </div>
      <RetentionDial
        label={t`Delete rows after`}
        days={settings.callRetentionDays}
        onChange={callRetentionDays => onChange({ ...settings, callRetentionDays })}
      >
        <Trans>With “never” nothing at all is written, not even for a moment.</Trans>
      </RetentionDial>
      <div>
        <SwitchSetting
          title={t`Always hide IP addresses`}
          hint={t`Direct calls then run over your server. They stay end-to-end encrypted, but may lag a little.`}
          on={settings.hideAddresses}
          onChange={hideAddresses => onChange({ ...settings, hideAddresses })}
        />
      </div>
    </>
  )
}
