import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cruise } from 'dependency-cruiser'
import { listFiles } from './files.ts'
import { ROOT, type Step } from './step.ts'

const ROOMS = ['protocol', 'domain', 'server', 'web', 'e2e', 'audit', 'bench']

/**
 * Holds the sources below `root` against `.dependency-cruiser.mjs`.
 * A cruiser that cannot read TypeScript finds no modules and is content: so it also must have seen every source file.
 */
export async function findBorderViolations(root: string): Promise<string[]> {
  const sources = listFiles(/\.tsx?$/, root).filter(file => ROOMS.includes(file.split('/')[0] ?? ''))
  const rooms = ROOMS.filter(room => sources.some(file => file.startsWith(`${room}/`)))
  const { default: configuration } = await import(pathToFileURL(join(ROOT, '.dependency-cruiser.mjs')).href)
  const { output } = await cruise(rooms, {
    ...configuration.options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: configuration.forbidden },
  })
  if (typeof output === 'string') return ['dependency-cruiser gave a report instead of a result']

  const seen = new Set(output.modules.map(module => module.source))
  return [
    ...output.summary.violations.map(({ rule, from, to, cycle }) => {
      const way = cycle ? cycle.map(step => step.name).join(' → ') : to
      return `${rule.name}: ${from} → ${way}`
    }),
    ...sources.filter(file => !seen.has(file)).map(file => `not seen by dependency-cruiser: ${file}`),
  ]
}

export const borders: Step = {
  name: 'borders and cycles',
  async find() {
    return findBorderViolations(ROOT)
  },
}
