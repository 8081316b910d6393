export type Locale = 'en' | 'de'

/** Each language in its own name, for the person who can't read the others. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = { en: 'English', de: 'Deutsch' }

const STORED_UNDER = 'tacet.locale'

const isLocale = (tag: string | null): tag is Locale => tag !== null && Object.hasOwn(LOCALE_NAMES, tag)

/** The person's own choice if there is one, else the first of their browser's languages that we speak. */
export function chooseLocale(chosen: string | null, preferred: readonly string[]): Locale {
  if (isLocale(chosen)) return chosen
  return preferred.map(tag => tag.split('-')[0] ?? '').find(isLocale) ?? 'en'
}

/**
 * The tag that dates and numbers are written by: the browser's own variant of the language, such as `en-GB`,
 * so that the order of day and month and the clock are what the reader knows.
 */
export function formatTag(locale: Locale, preferred: readonly string[]): string {
  return preferred.find(tag => tag.split('-')[0] === locale) ?? locale
}

/** Null while the person follows their browser. */
export function storedLocale(): Locale | null {
  const stored = localStorage.getItem(STORED_UNDER)
  return isLocale(stored) ? stored : null
}

export function storeLocale(locale: Locale): void {
  localStorage.setItem(STORED_UNDER, locale)
}
