import { parseArgs } from 'node:util'
import { runChecks, type Tally } from '../check/run.ts'
import { Problem, runMain, say } from '../run.mjs'
import { buildWeb } from '../web.mjs'
import { prepareEngine } from './engine.ts'
import { prepareMachine } from './machine.ts'
import { type Service, startPostgres, startRedis } from './services.ts'
import { endSuites, runScenes, runUnitTests } from './suites.ts'

const USAGE = 'Usage: npm test [-- --only unit|check|e2e|screenshots [pattern]]'
const PARTS = ['check', 'unit', 'e2e', 'screenshots'] as const
type Part = (typeof PARTS)[number]

function readArguments(): { parts: readonly Part[]; pattern: string } | null {
  try {
    const { values, positionals } = parseArgs({
      options: { only: { type: 'string' } },
      allowPositionals: true,
    })
    const only = PARTS.find(part => part === values.only)
    if (values.only !== undefined && !only) return null
    if (!only && positionals.length > 0) return null
    return { parts: only ? [only] : ['check', 'unit', 'e2e'], pattern: positionals[0] ?? '' }
  } catch {
    return null
  }
}

const services: Service[] = []
const interruption = new AbortController()

const title = (text: string) => say(`\n── ${text} ${'─'.repeat(Math.max(0, 90 - text.length))}\n`)

/** Plays one part. The scenes wait for the conference engine. */
async function play(part: Part, pattern: string, engine: Promise<string> | null): Promise<Tally> {
  if (part === 'check') {
    title('Checks of the house')
    return runChecks(pattern)
  }
  const machine = prepareMachine()
  if (part === 'unit') {
    title('Unit and contract tests')
    const [postgres, redis] = await Promise.all([startPostgres(machine), startRedis(machine)])
    services.push(postgres, redis)
    return runUnitTests(pattern, {
      TACET_TEST_DATABASE_URL: postgres.url,
      TACET_TEST_REDIS_URL: redis.url,
    })
  }
  title('Scenes in real browsers')
  await buildWeb(process.execPath)
  return runScenes(part === 'e2e' ? 'scenes' : 'screenshots', pattern, {
    TACET_CHROMIUM: machine.chromium,
    TACET_SFU_BIN: (await engine) ?? '',
  })
}

/** A part that can't be played has failed, and the others are played all the same. */
function countProblem(error: unknown): Tally {
  if (!(error instanceof Problem)) throw error
  say(`FAILED  ${error.message}`)
  return { passed: 0, failed: 1 }
}

async function playAll(parts: readonly Part[], pattern: string): Promise<Tally> {
  const total: Tally = { passed: 0, failed: 0 }
  const scenes = parts.some(part => part === 'e2e' || part === 'screenshots')
  const engine = scenes ? prepareEngine(interruption.signal) : null
  // Whoever waits for it first hears of its failure.
  engine?.catch(() => undefined)
  for (const part of parts) {
    if (interruption.signal.aborted) break
    const { passed, failed } = await play(part, pattern, engine).catch(countProblem)
    total.passed += passed
    total.failed += passed + failed === 0 ? 1 : failed
  }
  return total
}

await runMain(async () => {
  const wish = readArguments()
  if (!wish) {
    say(USAGE)
    process.exitCode = 2
    return
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      interruption.abort()
      endSuites()
    })
  }
  try {
    if (wish.parts.some(part => part !== 'check')) prepareMachine()
    const { passed, failed } = await playAll(wish.parts, wish.pattern)
    process.exitCode = interruption.signal.aborted ? 130 : failed === 0 ? 0 : 1
    say(`\n${passed} passed, ${failed} failed`)
  } finally {
    await Promise.all(services.map(service => service.end()))
  }
})
