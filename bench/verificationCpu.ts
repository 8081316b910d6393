import type { Page } from '@playwright/test'
import { Browser } from '../e2e/browser.ts'
import { buildSetUps } from './build.ts'
import { cpuTimeSince, readCpuTime } from './cpuTime.ts'
import type { Measure, Quantities } from './Quantity.ts'
import { runRounds } from './rounds.ts'
import { serveFolder } from './serveFolder.ts'
import { differences } from './statistics.ts'

declare global {
  interface Window {
    /** What the page in `inside/` offers. */
    tacetSetUps: {
      readonly phases: readonly { readonly by: Side; readonly run: () => Promise<number> }[]
      readonly candidates: Record<Side, number>
      start(variant: Variant, count: number): void
      end(): Promise<void>
    }
  }
}

type Side = 'caller' | 'callee'
type Variant = keyof typeof VARIANTS
/** Milliseconds for one call set-up. */
type Cost = Record<Side, { cpu: number; elapsed: number }>

const SIDES: readonly Side[] = ['caller', 'callee']
/** No such host is ever asked: the page comes from a folder. */
const ORIGIN = 'https://bench.example'
const ROUNDS = 40
/** As the page knows them, and in the words of the table. */
const VARIANTS = { verified: 'verified', unstored: 'verified, vault in memory', stubbed: 'stubbed' } as const
/** Set-ups for each sample: together they are long enough for the kernel's account. */
const BATCH = 20
/** What verification may add to a call set-up, in milliseconds of CPU a side. */
const REACH = 5

async function measureBatch(page: Page, variant: Variant): Promise<Cost> {
  const spent: Cost = { caller: { cpu: 0, elapsed: 0 }, callee: { cpu: 0, elapsed: 0 } }
  const sides = await page.evaluate(
    ([what, count]) => {
      window.tacetSetUps.start(what, count)
      return window.tacetSetUps.phases.map(({ by }) => by)
    },
    [variant, BATCH] as const,
  )
  for (const [phase, side] of sides.entries()) {
    const before = readCpuTime()
    const elapsed = await page.evaluate(at => window.tacetSetUps.phases[at]?.run() ?? 0, phase)
    spent[side].cpu += cpuTimeSince(before) / BATCH
    spent[side].elapsed += elapsed / BATCH
  }
  await page.evaluate(() => window.tacetSetUps.end())
  return spent
}

async function measureIn(browser: Browser): Promise<Quantities> {
  await serveFolder(browser.context, ORIGIN, await buildSetUps())
  const { page } = browser
  await page.goto(`${ORIGIN}/`)
  await page.waitForFunction(() => 'tacetSetUps' in window)
  const candidates = await page.evaluate(() => window.tacetSetUps.candidates)
  const variants = Object.keys(VARIANTS) as Variant[]
  const costs = await runRounds(variants, ROUNDS, variant => measureBatch(page, variant))

  const quantities: Record<string, Quantities[string]> = {}
  for (const side of SIDES) {
    for (const kind of ['cpu', 'elapsed'] as const) {
      const of = (variant: Variant) => costs(variant).map(cost => cost[side][kind])
      const tell = (what: string, words: string, samples: number[], reach: number | null = null) => {
        const kindOf = kind === 'cpu' ? 'CPU' : 'time alone'
        quantities[`${kind}.${side}.${what}`] = {
          what: `${kindOf}, ${side}, ${words}`,
          unit: 'ms',
          reach,
          samples,
        }
      }
      for (const variant of variants) tell(variant, VARIANTS[variant], of(variant))
      const reach = kind === 'cpu' ? REACH : null
      tell('added', 'added', differences(of('verified'), of('stubbed')), reach)
    }
  }
  for (const side of SIDES) {
    const what = `candidates of the ${side}`
    quantities[`candidates.${side}`] = { what, unit: 'messages', reach: null, samples: [candidates[side]] }
  }
  return quantities
}

/**
 * What all signing, hashing, checking and remembering of one call set-up costs either side: whole set-ups in a real
 * browser, without line and media, and with nothing else running. CPU is that of all the browser's processes.
 */
export const verificationCpu: Measure = {
  name: 'verification-cpu',
  what: 'CPU time that verification adds to a call set-up, a side',
  async run(say) {
    say(`${ROUNDS} rounds of 3 times ${BATCH} call set-ups without line and media …`)
    const browser = await Browser.open()
    try {
      return await measureIn(browser)
    } finally {
      await browser.close()
    }
  },
}
