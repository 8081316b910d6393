import { Trans, useLingui } from '@lingui/react/macro'
import { changeLocale } from '../i18n/activateLocale.ts'
import { LOCALE_NAMES } from '../i18n/locale.ts'
import { useLocale } from '../i18n/useLocale.ts'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { Setting } from '../ui/Setting.tsx'
import { setTheme, useTheme } from '../ui/theme.ts'
import { SettingsFrame } from './SettingsFrame.tsx'

/** In which words and on which paper. */
export function AppearanceSettings({ onBack }: { readonly onBack: () => void }) {
  const { t } = useLingui()
  const locale = useLocale()
  const theme = useTheme()
  return (
    <SettingsFrame
      part="appearance"
      onBack={onBack}
      lead={<Trans>For this browser. None of it leaves the device.</Trans>}
    >
      <div className="unheaded wrapping">
        <Setting title={t`Language`} hint={<Trans>Dates and times follow your browser.</Trans>}>
          <SegmentedControl
            name={t`Language`}
            options={[
              { key: 'en', name: LOCALE_NAMES.en },
              { key: 'de', name: LOCALE_NAMES.de },
            ]}
            value={locale}
            onChange={chosen => void changeLocale(chosen)}
          />
        </Setting>
        <Setting title={t`Theme`} hint={<Trans>The stage of a call is always dark.</Trans>}>
          <SegmentedControl
            name={t`Theme`}
            options={[
              { key: 'system', name: t({ message: 'System', comment: 'theme: as the device' }) },
              { key: 'light', name: t({ message: 'Light', comment: 'theme' }) },
              { key: 'dark', name: t({ message: 'Dark', comment: 'theme' }) },
            ]}
            value={theme}
            onChange={setTheme}
          />
        </Setting>
      </div>
    </SettingsFrame>
  )
}
