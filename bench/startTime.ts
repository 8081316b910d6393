import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { descendantsOf, isRunning } from '../e2e/processes.ts'
import { freePort } from '../e2e/stack.ts'
import { until } from '../e2e/until.ts'
import { ROOT } from '../scripts/check/step.ts'
import type { Measure } from './Quantity.ts'

const SAMPLES = 7
/** Milliseconds from the command to the first answer, once everything is built. */
const REACH = 3_000
/** Milliseconds after which a start counts as failed. The very first one may install and build. */
const STARTS_WITHIN = 120_000
const ENDS_WITHIN = 20_000
/** How often the door is tried, in milliseconds: the most by which a sample is too long. */
const TRY_EVERY = 5

async function untilAnswer(port: number, npm: ChildProcess): Promise<number> {
  const start = performance.now()
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null)
    if (answer?.ok) return performance.now() - start
    if (npm.exitCode !== null) throw new Error('npm start has ended by itself: try it by hand')
    if (performance.now() - start > STARTS_WITHIN) throw new Error('npm start has not answered')
    await wait(TRY_EVERY)
  }
}

/** Ends what npm has started as Ctrl-C does, and waits until all of it is gone. */
async function stop(npm: ChildProcess): Promise<void> {
  const all = npm.pid === undefined ? [] : descendantsOf(npm.pid)
  npm.kill('SIGINT')
  await until('everything has ended', ENDS_WITHIN, () => npm.exitCode !== null || npm.signalCode !== null)
  await until('no process is left', ENDS_WITHIN, () => all.filter(isRunning).length === 0)
}

/** Milliseconds from `npm start` to the first answered request. */
async function startOnce(data: string): Promise<number> {
  const port = await freePort()
  const env = { ...process.env, TACET_PORT: String(port), TACET_DATA: data }
  const npm = spawn('npm', ['start'], { cwd: ROOT, env, stdio: 'ignore' })
  try {
    return await untilAnswer(port, npm)
  } finally {
    await stop(npm)
  }
}

/** `npm start` as people type it, with everything built and a database that is there already. */
export const startTime: Measure = {
  name: 'start',
  what: 'from npm start to the first answered request, once built',
  async run(say) {
    say(`${SAMPLES} starts …`)
    const data = mkdtempSync(join(tmpdir(), 'tacet-bench-'))
    try {
      await startOnce(data)
      const samples: number[] = []
      while (samples.length < SAMPLES) samples.push(await startOnce(data))
      return { start: { what: 'npm start to the first answer', unit: 'ms', reach: REACH, samples } }
    } finally {
      rmSync(data, { recursive: true, force: true })
    }
  },
}
