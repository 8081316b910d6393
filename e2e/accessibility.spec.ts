import AxeBuilder from '@axe-core/playwright'
import type { Look } from './browser.ts'
import type { Person } from './people.ts'
import { expect, test } from './scene.ts'
import { Tour } from './tour.ts'

/** What axe finds on the screen as it stands, in both themes, in lines for people. */
async function findFaults({ page }: Person): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    for (const { id, help, nodes } of violations) {
      found.push(...nodes.map(({ target }) => `${colorScheme}: ${id}: ${help}: ${target.join(' ')}`))
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}

const LOOKS: Look[] = [
  { language: 'en', screen: 'desktop' },
  { language: 'de', screen: 'phone' },
]

for (const look of LOOKS) {
  test(`axe has nothing to say on any screen, in ${look.language} on a ${look.screen}, light and dark`, async ({
    scene,
  }) => {
    test.setTimeout(600_000)
    const screens: string[] = []
    await new Tour(scene, look, async (screen, person) => {
      screens.push(screen)
      expect.soft(await findFaults(person), screen).toEqual([])
    }).play()
    expect(screens.length).toBeGreaterThan(25)
  })
}
