import { useLingui } from '@lingui/react'
import type { Locale } from './locale.ts'

/** The language that is shown now. */
export const useLocale = (): Locale => useLingui().i18n.locale as Locale
