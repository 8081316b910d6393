import './account.css'
import type { Account } from '@tacet/protocol/identity'
import type { ReactNode } from 'react'
import { AccountSettings } from './AccountSettings.tsx'
import { AppearanceSettings } from './AppearanceSettings.tsx'
import { KeyboardSettings, type SingleKeys } from './KeyboardSettings.tsx'
import { type NoticesChoice, RingingSettings } from './RingingSettings.tsx'
import { SessionSettings } from './SessionSettings.tsx'
import type { SettingsPart } from './settingsPart.ts'

export interface SettingsPageProps {
  readonly part: SettingsPart
  readonly me: Account
  readonly singleKeys: SingleKeys
  readonly notices: NoticesChoice
  /** Pages that stand among them and need more than this feature has. */
  readonly devices: ReactNode
  readonly privacy: ReactNode
  /** … and a part of one. */
  readonly blocked: ReactNode
  /** Phones: back to the list. */
  readonly onBack: () => void
  readonly onSignOut: () => void
}

/** One part of the settings, in the middle place. */
export function SettingsPage(props: SettingsPageProps) {
  const { part, me, singleKeys, devices, privacy, onBack, onSignOut } = props
  switch (part) {
    case 'account':
      return <AccountSettings me={me} onBack={onBack} />
    case 'ringing':
      return <RingingSettings notices={props.notices} blocked={props.blocked} onBack={onBack} />
    case 'sessions':
      return <SessionSettings onBack={onBack} onSignOut={onSignOut} />
    case 'privacy':
      return privacy
    case 'devices':
      return devices
    case 'keyboard':
      return <KeyboardSettings singleKeys={singleKeys} onBack={onBack} />
    case 'appearance':
      return <AppearanceSettings onBack={onBack} />
  }
}
