import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'de'],
  catalogs: [
    { path: '<rootDir>/src/i18n/catalogues/{locale}', include: ['<rootDir>/src'], exclude: ['**/*.test.*'] },
  ],
  // Without line numbers a catalogue changes only where a message does.
  format: formatter({ lineNumbers: false }),
  orderBy: 'message',
})
