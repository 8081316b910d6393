import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { descendantsOf, isRunning, type ProcessFacts, portsOf } from './processes.ts'
import { StoredRows } from './rows.ts'
import { until } from './until.ts'

const ROOT = join(import.meta.dirname, '..')
const SUPERVISOR = join(ROOT, 'server/src/supervisor/main.ts')

/** Milliseconds. All limits are generous: a busy machine is slow, not wrong. */
const READY_WITHIN = 60_000
const ENDED_WITHIN = 20_000

export function freePort(): Promise<number> {
  return new Promise((settle, fail) => {
    const probe = createServer().on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => settle(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

interface StackOptions {
  readonly flags?: readonly string[]
  /** The port by which alone browsers know it. */
  readonly front?: number
  readonly env?: Readonly<Record<string, string>>
}

/** The product as `npm start` leaves it running: supervisor, server and engine, with a data folder of its own. */
export class Stack {
  readonly origin: string
  readonly dataFolder: string
  readonly rows: StoredRows
  readonly port: number
  readonly #supervisor: ChildProcess
  /** Everything that ran under the supervisor whenever somebody looked: none of it may outlive it. */
  readonly #seen = new Map<string, ProcessFacts>()
  #output = ''

  private constructor(port: number, dataFolder: string, { flags = [], front, env = {} }: StackOptions) {
    this.port = port
    this.origin = `http://localhost:${front ?? port}`
    this.dataFolder = dataFolder
    this.rows = new StoredRows(dataFolder)
    // The channel is the lifeline that the launcher of `npm start` holds: if this process dies, so does the stack.
    this.#supervisor = spawn(process.execPath, [SUPERVISOR, ...flags], {
      env: {
        ...process.env,
        ...(front === undefined ? {} : { TACET_ORIGIN: this.origin }),
        TACET_PORT: String(port),
        TACET_DATA: dataFolder,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    })
    for (const stream of [this.#supervisor.stdout, this.#supervisor.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text
      })
    }
  }

  /** Starts a stack and waits until its doors are open. */
  static async start(...flags: string[]): Promise<Stack> {
    const stack = new Stack(await freePort(), mkdtempSync(join(tmpdir(), 'tacet-e2e-')), { flags })
    await stack.ready()
    return stack
  }

  /** The same behind something that listens on the port `front`, by which alone browsers know it. */
  static async startBehind(front: number): Promise<Stack> {
    const stack = new Stack(await freePort(), mkdtempSync(join(tmpdir(), 'tacet-e2e-')), { front })
    await stack.ready()
    return stack
  }

  /** The same with other settings, such as who may reach it. */
  static async startWith(env: Readonly<Record<string, string>>): Promise<Stack> {
    const stack = new Stack(await freePort(), mkdtempSync(join(tmpdir(), 'tacet-e2e-')), { env })
    await stack.ready()
    return stack
  }

  /** Everything that any process of the stack has written so far. */
  get output(): string {
    return this.#output
  }

  /** The secret of the one-time setup link that was printed. */
  get setupSecret(): string {
    const link = /\/setup#([\w-]+)/.exec(this.#output)
    if (!link?.[1]) throw new Error(`no setup link was printed:\n${this.#output}`)
    return link[1]
  }

  /** Waits until the server answers. */
  async ready(): Promise<void> {
    await until('the server answers', READY_WITHIN, async () => {
      if (this.#supervisor.exitCode !== null) throw new Error(`the stack ended by itself:\n${this.#output}`)
      const answer = await fetch(`http://127.0.0.1:${this.port}/api/organization/public`).catch(() => null)
      return answer?.ok && this.#output.includes('Tacet is ready')
    })
    this.#look()
  }

  /** Waits until conferences can start. */
  async engineReady(): Promise<void> {
    await until('conferences are ready', READY_WITHIN, () => this.#output.includes('Conferences are ready.'))
  }

  get server(): ProcessFacts | null {
    return this.#look().find(({ command }) => command.endsWith('server/src/main.ts')) ?? null
  }

  /** The conference engines that run now: none while nobody needs one. */
  get engines(): ProcessFacts[] {
    return this.#look().filter(({ command }) => !command.includes('server/src/'))
  }

  /** Every port on which an engine has a socket now. */
  enginePorts(): number[] {
    return this.engines.flatMap(portsOf)
  }

  /** Kills the server the hard way and waits until the supervisor has brought up another one. */
  async killServer(): Promise<void> {
    const victim = this.server
    if (!victim) throw new Error('there is no server to kill')
    process.kill(victim.pid, 'SIGKILL')
    await until('another server runs', READY_WITHIN, () => {
      const now = this.server
      return now !== null && now.pid !== victim.pid
    })
    await this.ready()
  }

  /** Kills all engines the hard way. */
  killEngines(): void {
    const victims = this.engines
    if (victims.length === 0) throw new Error('there is no engine to kill')
    for (const { pid } of victims) process.kill(pid, 'SIGKILL')
  }

  /** Kills the supervisor itself the hard way: what it leaves behind must end itself. */
  killSupervisor(): void {
    this.#look()
    this.#supervisor.kill('SIGKILL')
  }

  /** Ends everything as Ctrl-C does, and answers what still runs afterwards: nothing, if all is well. */
  async stop(): Promise<ProcessFacts[]> {
    this.#look()
    if (this.#supervisor.connected) this.#supervisor.disconnect()
    await until('the supervisor ended', ENDED_WITHIN, () => {
      return this.#supervisor.exitCode !== null || this.#supervisor.signalCode !== null
    })
    const orphans = await this.#findOrphans()
    for (const { pid } of orphans) process.kill(pid, 'SIGKILL')
    rmSync(this.dataFolder, { recursive: true, force: true })
    return orphans
  }

  async #findOrphans(): Promise<ProcessFacts[]> {
    const left = () => [...this.#seen.values()].filter(isRunning)
    await until('no process is left', ENDED_WITHIN, () => left().length === 0).catch(() => undefined)
    return left()
  }

  #look(): ProcessFacts[] {
    const { pid } = this.#supervisor
    const now = pid === undefined ? [] : descendantsOf(pid)
    for (const one of now) this.#seen.set(`${one.pid}-${one.startedAt}`, one)
    return now
  }
}
