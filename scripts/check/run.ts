import { join } from 'node:path'
import { buildWeb } from '../web.mjs'
import { borders } from './borders.ts'
import { findBundleFaults } from './bundle.ts'
import { documents } from './documents.ts'
import { floors, licences, pinned } from './packages.ts'
import { sources } from './sources.ts'
import { ROOT, runTool, type Step, toolStep } from './step.ts'

/** Both halves of a complete translation: the catalogues hold what the sources say, and every message has its words. */
const translations: Step = {
  name: 'translations',
  async find() {
    const halves = [
      ['check', 'sync', '--clean', '--verbose', '--workers', '1'],
      ['check', 'missing', '--mode', 'catalog', '--verbose', '--workers', '1'],
    ]
    const found: string[] = []
    for (const half of halves) {
      const result = await runTool('lingui', half, 'web')
      if (result.code !== 0) found.push(result.output.trim())
    }
    return found
  },
}

const bundle: Step = {
  name: 'bundle budget',
  async find() {
    await buildWeb(process.execPath)
    return findBundleFaults(join(ROOT, 'web/dist'))
  },
}

/** All checks of the house, the slow ones first so that two of them side by side fill the time. */
export const STEPS: readonly Step[] = [
  toolStep('types', 'tsc', ['--build']),
  toolStep('dead code', 'knip', ['--no-progress', '--treat-config-hints-as-errors']),
  toolStep('format and lint', 'biome', ['check', '--error-on-warnings', '--max-diagnostics=none']),
  translations,
  bundle,
  borders,
  sources,
  documents,
  pinned,
  floors,
  licences,
]

export interface Tally {
  passed: number
  failed: number
}

const indent = (text: string) => text.replaceAll(/^/gm, '      ')

async function runStep(step: Step): Promise<boolean> {
  const start = performance.now()
  const found = await step.find().catch((error: unknown) => [`the check itself failed: ${String(error)}`])
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(5)
  console.log(`${found.length === 0 ? '  ok  ' : 'FAILED'} ${seconds} s  ${step.name}`)
  for (const finding of found) console.log(indent(finding))
  return found.length === 0
}

/** Runs the steps whose name contains `pattern`, two at a time, and says of each in one line how it went. */
export async function runChecks(pattern = ''): Promise<Tally> {
  const waiting = STEPS.filter(step => step.name.includes(pattern))
  const tally: Tally = { passed: 0, failed: 0 }
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      tally[(await runStep(step)) ? 'passed' : 'failed'] += 1
    }
  }
  await Promise.all([work(), work()])
  return tally
}
