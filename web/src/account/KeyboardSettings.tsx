import { Trans, useLingui } from '@lingui/react/macro'
import { SwitchSetting } from '../ui/Setting.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'

export interface SingleKeys {
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

export interface KeyboardSettingsProps {
  readonly singleKeys: SingleKeys
  readonly onBack: () => void
}

/** WCAG 2.1.4: single keys can be turned off. */
export function KeyboardSettings({ singleKeys, onBack }: KeyboardSettingsProps) {
  const { t } = useLingui()
  return (
    <SettingsFrame
      part="keyboard"
      onBack={onBack}
      lead={<Trans>For this browser. Everything can be reached by keyboard, with or without these.</Trans>}
    >
      <h2>
        <Trans>In a call</Trans>
      </h2>
      <div>
        <SwitchSetting
          title={t`Single keys`}
          hint={
            <Trans>
              <kbd>M</kbd> for the microphone, <kbd>V</kbd> for the camera, <kbd>D</kbd> to share, and others;{' '}
              <kbd>?</kbd> lists them all. They wait while you type. Off, they do nothing; the buttons stay.
            </Trans>
          }
          {...singleKeys}
        />
      </div>
    </SettingsFrame>
  )
}
