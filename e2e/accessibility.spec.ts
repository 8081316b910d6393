import AxeBuilder from '@axe-core/playwright'
import type { Look } from './browser.ts'
import type { Person } from './people.ts'
import { expect, test } from './scene.ts'
import { Tour } from './tour.ts'

/** What axe finds on the screen as it stands, in both themes, in lines for people. */
async function findFaults(person: Person): Promise<string[]> {
  const { page } = person
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // Its reading of WCAG 2.5.3 wants whole words; the rule itself is content with "Stumm" in "Stummschalten".
    const { violations } = await new AxeBuilder({ page })
      .disableRules(['label-content-name-mismatch'])
      .analyze()
    for (const { id, help, nodes } of violations) {
      found.push(...nodes.map(({ target }) => `${colorScheme}: ${id}: ${help}: ${target.join(' ')}`))
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return [...found, ...(await findStrangeNames(person))]
}

/** WCAG 2.5.3: whoever speaks to their computer says what they see. */
async function findStrangeNames({ page }: Person): Promise<string[]> {
  const controls = await page.locator('button[aria-label], a[aria-label]').evaluateAll(all =>
    all
      .filter(each => each.checkVisibility())
      .map(each => ({
        name: each.getAttribute('aria-label') ?? '',
        // biome-ignore lint/performance/useDomNodeTextContent: only words that are seen count
        text: (each as HTMLElement).innerText,
      })),
  )
  return controls
    .filter(({ name, text }) => !name.toLowerCase().includes(text.trim().toLowerCase()))
    .map(({ name, text }) => `"${text.trim()}" is not in the name "${name}"`)
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
