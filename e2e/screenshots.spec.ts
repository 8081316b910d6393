import { join } from 'node:path'
import type { Look } from './browser.ts'
import { test } from './scene.ts'
import { Tour } from './tour.ts'

const FOLDER = join(import.meta.dirname, 'screenshots')

/** Not a test of its own: takes pictures of every main screen, for people to look at. */
for (const language of ['en', 'de'] as const) {
  for (const screen of ['desktop', 'phone'] as const) {
    const look: Look = { language, screen }
    test(`screenshots in ${language} on a ${screen}`, async ({ scene }) => {
      test.setTimeout(600_000)
      await new Tour(scene, look, async (name, { page }) => {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          await page.screenshot({ path: join(FOLDER, `${name}-${language}-${colorScheme}-${screen}.png`) })
        }
        await page.emulateMedia({ colorScheme: 'light' })
      }).play()
    })
  }
}
