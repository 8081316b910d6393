import { existsSync } from 'node:fs'

/** Where the Chromium of this machine may lie; Debian's first. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The Chromium to test with: the one that TACET_CHROMIUM names, else this machine's. `null` where there is none. */
export function findChromium(): string | null {
  const named = process.env['TACET_CHROMIUM']
  if (named) return named
  return PLACES.find(place => existsSync(place)) ?? null
}
