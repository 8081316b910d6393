import { i18n, type Messages } from '@lingui/core'
import { chooseLocale, type Locale, storedLocale, storeLocale } from './locale.ts'

const catalogues: Readonly<Record<Locale, () => Promise<{ messages: Messages }>>> = {
  en: () => import('./catalogues/en.po'),
  de: () => import('./catalogues/de.po'),
}

/** Loads the words of `locale` and shows them. */
export async function activateLocale(locale: Locale): Promise<void> {
  const { messages } = await catalogues[locale]()
  i18n.loadAndActivate({ locale, messages })
  document.documentElement.lang = locale
}

/** Once, before the first paint. */
export const activateStoredLocale = (): Promise<void> =>
  activateLocale(chooseLocale(storedLocale(), navigator.languages))

/** The person chooses; every later visit of this browser begins with it. */
export function changeLocale(locale: Locale): Promise<void> {
  storeLocale(locale)
  return activateLocale(locale)
}
