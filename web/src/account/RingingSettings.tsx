import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Setting, SwitchSetting } from '../ui/Setting.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'

export interface NoticesChoice {
  readonly state: 'on' | 'off' | 'refused' | 'absent'
  readonly onChange: (on: boolean) => void
}

export interface RingingSettingsProps {
  readonly notices: NoticesChoice
  /** Whose calls don’t ring. */
  readonly blocked: ReactNode
  readonly onBack: () => void
}

/** How calls make themselves felt, and whose don’t. */
export function RingingSettings({ notices, blocked, onBack }: RingingSettingsProps) {
  const { t } = useLingui()
  return (
    <SettingsFrame part="ringing" onBack={onBack}>
      <h2>
        <Trans>In this browser</Trans>
      </h2>
      <div>
        <NoticesSetting {...notices} title={t`Notices of the system`} />
      </div>
      <h2>
        <Trans>Blocked calls</Trans>
      </h2>
      <div>{blocked}</div>
    </SettingsFrame>
  )
}

function NoticesSetting({ state, onChange, title }: NoticesChoice & { readonly title: string }) {
  switch (state) {
    case 'absent':
      return <Setting title={title} hint={<Trans>This browser has none, or not at this address.</Trans>} />
    case 'refused':
      return (
        <Setting
          title={title}
          hint={
            <Trans>
              You have told this browser to show none of ours. Allow them beside the address, and come back
              here.
            </Trans>
          }
        />
      )
    case 'on':
    case 'off':
      return (
        <SwitchSetting
          title={title}
          hint={
            <Trans>
              While it rings and you are in another window. It names nobody, since systems remember what they
              show, and goes with the ring. Your browser asks you first.
            </Trans>
          }
          on={state === 'on'}
          onChange={onChange}
        />
      )
  }
}
