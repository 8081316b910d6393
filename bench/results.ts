import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../scripts/check/step.ts'
import { findChromium } from '../scripts/test/findChromium.ts'
import type { Measure, Quantities } from './Quantity.ts'
import { summarize } from './statistics.ts'

const FOLDER = join(import.meta.dirname, 'results')

/** What a run was made with: figures of different machines are not to be compared. */
export interface Circumstances {
  readonly date: string
  readonly commit: string
  /** Whether anything but results differs from that commit. */
  readonly changed: boolean
  readonly machine: Readonly<Record<'processor' | 'kernel' | 'node' | 'chromium', string>> & {
    readonly cores: number
    readonly memoryGiB: number
    /** Processes that wanted a core during the minute before, on average. */
    readonly loadBefore: number
  }
}

const ask = (command: string, args: readonly string[]): string =>
  execFileSync(command, args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()

export function readCircumstances(): Circumstances {
  const chromium = findChromium()
  return {
    date: new Date().toISOString(),
    commit: ask('git', ['rev-parse', 'HEAD']),
    changed: ask('git', ['status', '--porcelain', '--', '.', ':!bench/results']) !== '',
    machine: {
      processor: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      loadBefore: loadavg()[0] ?? 0,
      kernel: release(),
      node: process.version,
      chromium: chromium === null ? 'the one that Playwright brought' : ask(chromium, ['--version']),
    },
  }
}

/** Writes what a measure gave, with every sample, in the place of what it gave before. Answers the file. */
export function writeResult(measure: Measure, quantities: Quantities, at: Circumstances): string {
  const told = Object.entries(quantities).map(([name, { samples, ...rest }]) => {
    const { median, p95 } = summarize(samples)
    return [name, { ...rest, median, p95, samples }]
  })
  const result = { measure: measure.name, what: measure.what, ...at, quantities: Object.fromEntries(told) }
  const file = join(FOLDER, `${measure.name}.json`)
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(file, `${write(result)}\n`)
  return file
}

/** JSON with all samples of a quantity in one line, and no digit that only noise has written. */
function write(result: object): string {
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(3)) : value
  const text = JSON.stringify(result, rounded, 2)
  return text.replaceAll(/\[[\s\d.,e+-]*\]/g, list => list.replaceAll(/\s+/g, ' '))
}
