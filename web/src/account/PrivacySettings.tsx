import { Trans, useLingui } from '@lingui/react/macro'
import { OwnSettings } from '@tacet/protocol/settings'
import { Building2 } from 'lucide-react'
import { request } from '../http/request.ts'
import { useSubmission } from '../http/useSubmission.ts'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { Problem } from '../ui/Problem.tsx'
import { Setting, SwitchSetting } from '../ui/Setting.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'

export interface PrivacySettingsProps {
  /** Null until the server has told them. */
  readonly settings: OwnSettings | null
  /** The organization hides everybody's address: nothing is left to choose. */
  readonly alwaysHidden: boolean
  readonly onSaved: (settings: OwnSettings) => void
  readonly onBack: () => void
}

/** What others learn of somebody, as far as that is theirs to say. */
export function PrivacySettings({ settings, alwaysHidden, onSaved, onBack }: PrivacySettingsProps) {
  const { t } = useLingui()
  const words = useFailureWords()
  const { failure, submit } = useSubmission()
  const change = async (body: Partial<OwnSettings>) => {
    const answer = await submit(() =>
      request('/api/settings', { method: 'PATCH', body, answer: OwnSettings }),
    )
    if (answer.ok) onSaved(answer.value)
  }
  return (
    <SettingsFrame
      part="privacy"
      onBack={onBack}
      lead={
        <Trans>
          Most of it can’t be set because it does not exist: no recording, no analysis, no attendance lists.
        </Trans>
      }
    >
      <h2>
        <Trans>Direct calls</Trans>
      </h2>
      <div>
        {alwaysHidden ? (
          <Setting
            title={t`Hide my IP address`}
            hint={t`Your organization has set that it is always hidden. Direct calls run over our server and stay end-to-end encrypted.`}
          >
            <Required />
          </Setting>
        ) : (
          <SwitchSetting
            title={t`Hide my IP address`}
            hint={t`Otherwise the other side sees it as soon as somebody accepts. Hidden, the call runs over our server, stays end-to-end encrypted and takes a little longer. Applies from the next call.`}
            on={settings?.hideAddress ?? false}
            disabled={settings === null}
            onChange={hideAddress => void change({ hideAddress })}
          />
        )}
        <Setting title={t`Towards guests and external people`} hint={t`Your address is always hidden there.`}>
          <Required />
        </Setting>
      </div>
      <Problem text={failure && words(failure)} />
    </SettingsFrame>
  )
}

function Required() {
  return (
    <span className="tag">
      <Building2 className="i" />
      <Trans>Required</Trans>
    </span>
  )
}
