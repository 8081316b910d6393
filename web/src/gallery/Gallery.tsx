import './gallery.css'
import { changeLocale } from '../i18n/activateLocale.ts'
import { LOCALE_NAMES, type Locale } from '../i18n/locale.ts'
import { useLocale } from '../i18n/useLocale.ts'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { SheetPage } from '../ui/SheetPage.tsx'
import { setTheme, type Theme, useTheme } from '../ui/theme.ts'
import { ConferenceCells } from './ConferenceCells.tsx'
import { ControlsCells } from './ControlsCells.tsx'
import { DeviceCells } from './DeviceCells.tsx'
import { FormsCells } from './FormsCells.tsx'
import { LayersCells } from './LayersCells.tsx'
import { PeopleCells } from './PeopleCells.tsx'
import { StageCells } from './StageCells.tsx'
import { TrustCells } from './TrustCells.tsx'

const THEMES: readonly { key: Theme; name: string }[] = [
  { key: 'system', name: 'System' },
  { key: 'light', name: 'Light' },
  { key: 'dark', name: 'Dark' },
]
const LOCALES = Object.entries(LOCALE_NAMES).map(([key, name]) => ({ key: key as Locale, name }))

/** Development only: every component in every state, to be looked at after a change. */
export function Gallery() {
  const theme = useTheme()
  const locale = useLocale()
  return (
    <SheetPage
      name="Gallery"
      width="bare"
      tools={
        <>
          <SegmentedControl name="Theme" options={THEMES} value={theme} onChange={setTheme} />
          <SegmentedControl
            name="Language"
            options={LOCALES}
            value={locale}
            onChange={key => void changeLocale(key)}
          />
        </>
      }
    >
      <main className="gallery">
        <ControlsCells />
        <FormsCells />
        <PeopleCells />
        <LayersCells />
        <StageCells />
        <ConferenceCells />
        <TrustCells />
        <DeviceCells />
      </main>
    </SheetPage>
  )
}
