import { useLingui } from '@lingui/react/macro'
import { Languages } from 'lucide-react'
import { changeLocale } from './activateLocale.ts'
import { LOCALE_NAMES } from './locale.ts'

/** To the other language, named in that language. */
export function LanguageSwitch() {
  const { i18n } = useLingui()
  const other = i18n.locale === 'de' ? 'en' : 'de'
  return (
    <button type="button" className="btn plain small" lang={other} onClick={() => void changeLocale(other)}>
      <Languages className="i s" />
      {LOCALE_NAMES[other]}
    </button>
  )
}
