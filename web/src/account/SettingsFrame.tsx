import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { PrefsPage } from '../ui/PrefsPage.tsx'
import { useSettingsNames } from './SettingsList.tsx'
import type { SettingsPart } from './settingsPart.ts'

export interface SettingsFrameProps {
  readonly part: SettingsPart
  readonly lead?: ReactNode
  readonly onBack: () => void
  readonly children: ReactNode
}

/** What all parts of the settings share: name, lead, and the way back on a phone. */
export function SettingsFrame({ part, lead, onBack, children }: SettingsFrameProps) {
  const { t } = useLingui()
  const names = useSettingsNames()
  return (
    <PrefsPage title={names[part]} lead={lead} back={{ name: t`Back to the settings`, onPress: onBack }}>
      {children}
    </PrefsPage>
  )
}
