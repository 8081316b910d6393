import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Tally } from '../check/run.ts'
import { ROOT } from '../check/step.ts'

/** What of vitest's JSON report we read. */
interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly { readonly name: string }[]
}

/** What of Playwright's JSON report we read. */
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly errors: readonly unknown[]
}

const running = new Set<ChildProcess>()

/** Ends whatever suite is running. */
export function endSuites(): void {
  for (const child of running) child.kill('SIGINT')
}

function runLoud(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((settle, fail) => {
    const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'inherit' })
    running.add(child)
    child.on('error', fail)
    child.on('close', code => {
      running.delete(child)
      settle(code ?? 1)
    })
  })
}

/**
 * Runs a suite that writes a JSON report to the file it is told, and reads it.
 * A suite that failed in any way that its tests don't show counts as one failure, and so does one without tests.
 */
async function runSuite<Report>(
  name: string,
  start: (report: string, folder: string) => Promise<number>,
  count: (report: Report) => Tally,
): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-report-'))
  const file = join(folder, 'report.json')
  try {
    const code = await start(file, folder)
    const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : null
    const tally = report ? count(report) : { passed: 0, failed: 0 }
    if (code !== 0 && tally.failed === 0) {
      console.log(`FAILED  ${name} ended with ${code} though no test of it failed`)
      return { ...tally, failed: 1 }
    }
    if (tally.passed + tally.failed > 0) return tally
    console.log(`FAILED  ${name} has run no test`)
    return { passed: 0, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Rooms from whose tests nothing was run, though each of them has rules to prove. */
function findSilentRooms(report: VitestReport): string[] {
  const rooms = ['protocol', 'domain', 'server', 'web', 'scripts']
  return rooms.filter(room => !report.testResults.some(({ name }) => name.startsWith(join(ROOT, room, '/'))))
}

/** The unit and contract tests of all rooms, or those whose file name contains `pattern`. */
export function runUnitTests(pattern: string, env: NodeJS.ProcessEnv): Promise<Tally> {
  return runSuite<VitestReport>(
    'vitest',
    report => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
      return runLoud('vitest', ['run', ...reporters, ...(pattern ? [pattern] : [])], env)
    },
    report => {
      const silent = pattern ? [] : findSilentRooms(report)
      for (const room of silent) console.log(`FAILED  no test of ${room} was run`)
      const skipped = report.numPendingTests + report.numTodoTests
      if (skipped > 0) console.log(`FAILED  ${skipped} skipped tests: nothing is skipped silently`)
      return { passed: report.numPassedTests, failed: report.numFailedTests + skipped + silent.length }
    },
  )
}

/** The way into a network of its own, or null where this machine does not allow one. */
export function findWorld(): string[] | null {
  const ways = [
    ['unshare', '--net', '--mount'],
    ['unshare', '--map-root-user', '--net', '--mount'],
  ]
  return ways.find(([command = '', ...args]) => spawnSync(command, [...args, 'true']).status === 0) ?? null
}

/**
 * The scenes of one Playwright project, or those whose file name contains `pattern`, in a world without an outside.
 * Where that can't be made they are played in the open, and the scene about it says so and fails.
 */
export function runScenes(project: string, pattern: string, env: NodeJS.ProcessEnv): Promise<Tally> {
  return runSuite<PlaywrightReport>(
    'playwright',
    (report, folder) => {
      const world = join(folder, 'world')
      mkdirSync(world)
      const [command = 'playwright', ...args] = [
        ...(findWorld()?.concat('sh', 'e2e/world.sh', world) ?? []),
        ...['playwright', 'test', '--config=e2e/playwright.config.ts', `--project=${project}`],
        ...(pattern ? [pattern] : []),
      ]
      // Debian keeps `ip` where only root looks.
      const path = `${process.env['PATH'] ?? ''}:/usr/sbin`
      return runLoud(command, args, { ...env, PATH: path, PLAYWRIGHT_JSON_OUTPUT_NAME: report })
    },
    ({ stats, errors }) => {
      if (stats.skipped > 0) console.log(`FAILED  ${stats.skipped} scenes were not played`)
      return {
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
      }
    },
  )
}
