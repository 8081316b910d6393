import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { copyProject } from '../scripts/copyProject.ts'
import { descendantsOf, isRunning, type ProcessFacts } from './processes.ts'
import { until } from './until.ts'

const ROOT = join(import.meta.dirname, '..')

/** Milliseconds. */
const STARTS_WITHIN = 60_000
const ENDS_WITHIN = 20_000

/** A clone of the project in which one start has already installed and built everything. */
export class Clone {
  readonly folder = copyProject('clone')
  readonly #launches: Launch[] = []

  /** Types `npm start` with these flags and this environment. */
  start(flags: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Launch {
    const launch = new Launch(this.folder, flags, env)
    this.#launches.push(launch)
    return launch
  }

  /** Ends whatever a failed scene has left running. */
  async tidy(): Promise<void> {
    for (const launch of this.#launches.splice(0)) await launch.signalNpm('SIGTERM')
  }

  remove(): void {
    rmSync(this.folder, { recursive: true })
  }
}

/** One `npm start` at a terminal. */
export class Launch {
  readonly #npm: ChildProcess
  readonly #startedAt = performance.now()
  readonly #seen = new Map<string, ProcessFacts>()
  #output = ''

  constructor(folder: string, flags: readonly string[], env: NodeJS.ProcessEnv) {
    // As in a shell of somebody who has never heard of our Node: the start must find it itself.
    const wished = { ...process.env, ...env }
    const path = (wished['PATH'] ?? '').split(delimiter).filter(entry => !entry.startsWith(ROOT))
    // A process group of its own is what a terminal gives to a command.
    this.#npm = spawn('npm', ['start', '--silent', '--', ...flags], {
      cwd: folder,
      env: { ...wished, PATH: path.join(delimiter) },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    for (const stream of [this.#npm.stdout, this.#npm.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text
      })
    }
  }

  get output(): string {
    return this.#output
  }

  get exitCode(): number | null {
    return this.#npm.exitCode
  }

  /** Waits until it has printed this, and answers after how many milliseconds since the start. */
  async says(text: string | RegExp): Promise<number> {
    const matches = () => (typeof text === 'string' ? this.#output.includes(text) : text.test(this.#output))
    await until(`npm start says ${text}`, STARTS_WITHIN, () => {
      this.#look()
      if (this.#ended && !matches()) throw new Error(`npm start ended:\n${this.#output}`)
      return matches()
    })
    return performance.now() - this.#startedAt
  }

  /** Waits until npm has ended by itself. */
  async end(): Promise<void> {
    await until('npm start ends', STARTS_WITHIN, () => {
      this.#look()
      return this.#ended
    })
  }

  /** Ctrl-C: the terminal sends the signal to all processes of the command. */
  async pressCtrlC(): Promise<ProcessFacts[]> {
    return this.#stop(() => process.kill(-this.#pid, 'SIGINT'))
  }

  /** The signal goes to npm alone, as from a service manager or an impatient person. */
  async signalNpm(signal: NodeJS.Signals): Promise<ProcessFacts[]> {
    return this.#stop(() => this.#npm.kill(signal))
  }

  /** Stops it in some way and answers which of its processes are left. */
  async #stop(how: () => void): Promise<ProcessFacts[]> {
    this.#look()
    how()
    const left = () => [...this.#seen.values()].filter(isRunning)
    await until('no process is left', ENDS_WITHIN, () => left().length === 0).catch(() => undefined)
    const orphans = left()
    for (const { pid } of orphans) process.kill(pid, 'SIGKILL')
    return orphans
  }

  get #pid(): number {
    if (this.#npm.pid === undefined) throw new Error('npm could not be started')
    return this.#npm.pid
  }

  get #ended(): boolean {
    return this.#npm.exitCode !== null || this.#npm.signalCode !== null
  }

  #look(): void {
    for (const one of descendantsOf(this.#pid)) this.#seen.set(`${one.pid}-${one.startedAt}`, one)
  }
}
