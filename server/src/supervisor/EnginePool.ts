import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { EnginePorts } from './enginePorts.ts'
import type { EngineProcess } from './engineProcess.ts'
import type { EngineInstance } from './messages.ts'

/** An engine that nothing has used for so long ends: its memory holds handles and addresses until then. */
export const IDLE_LIMIT = 60_000
/** After so long in use it gets nothing new and ends with its last use. */
export const USE_LIMIT = 60 * 60_000
const TICK = 5_000
/** An engine that ran for so long was healthy: when it crashes, the next one starts at once. */
const HEALTHY_AFTER = 5_000
const MAX_BACKOFF = 8_000

export interface EnginePoolParts {
  readonly clock: Clock
  readonly nodeIp: string
  /** Null: no ports are left. */
  pickPorts(taken: readonly EnginePorts[]): Promise<EnginePorts | null>
  /** Starts an engine; `spawned` gets its process id before it is ready. */
  start(ports: EnginePorts, spawned: (pid: number) => void): Promise<EngineProcess>
  /** Relayed legs of direct calls that this process carries now. */
  relays(pid: number, ports: EnginePorts): Promise<number>
  /** Instances came, went or drain. */
  changed(): void
}

interface Member {
  readonly id: string
  readonly ports: EnginePorts
  readonly startedAt: number
  pid: number | null
  /** Null until it is ready. */
  process: EngineProcess | null
  draining: boolean
  stopping: boolean
  /** What the server told last. */
  uses: number
  usedAt: number
}

/** The running engines: started on demand, restarted after a crash, ended when unused, replaced when long in use. */
export class EnginePool {
  readonly #parts: EnginePoolParts
  readonly #members = new Map<string, Member>()
  #starting: Promise<void> | null = null
  #crashes = 0
  #closed = false
  #serverTells = false
  readonly #stopTicking: () => void

  constructor(parts: EnginePoolParts) {
    this.#parts = parts
    this.#stopTicking = parts.clock.every(TICK, () => void this.tick())
  }

  /** All that are ready. */
  instances(): readonly EngineInstance[] {
    return [...this.#members.values()]
      .filter(member => member.process !== null && !member.stopping)
      .map(({ id, ports, draining }) => ({
        id,
        signalPort: ports.signal,
        turnPort: ports.turn,
        nodeIp: this.#parts.nodeIp,
        draining,
      }))
  }

  /** Process ids of all that have one, ready or not. */
  pids(): readonly number[] {
    return [...this.#members.values()].flatMap(({ pid }) => pid ?? [])
  }

  /** Sees to it that an engine for new uses is there or on its way. */
  async want(): Promise<void> {
    const usable = [...this.#members.values()].some(({ draining, stopping }) => !draining && !stopping)
    if (usable || this.#closed) return
    this.#starting ??= this.#start().finally(() => {
      this.#starting = null
    })
    await this.#starting
  }

  /** The server's count of what uses each instance. Null: the server is down, and nobody knows. */
  setUses(uses: Readonly<Record<string, number>> | null): void {
    const now = this.#parts.clock.now()
    this.#serverTells = uses !== null
    for (const member of this.#members.values()) {
      const before = member.uses
      member.uses = uses?.[member.id] ?? 0
      if (before > 0 || member.uses > 0 || uses === null) member.usedAt = now
    }
  }

  /** Time passes: ends what is unused, drains what is long in use. */
  async tick(): Promise<void> {
    const { clock, relays } = this.#parts
    for (const member of this.#members.values()) {
      if (!member.process || member.stopping) continue
      const relayed = await relays(member.process.pid, member.ports)
      const now = clock.now()
      // While the server is down its sockets are closed, though media goes on: it counts as used.
      const used = member.uses > 0 || relayed > 0 || !this.#serverTells
      if (used) member.usedAt = now
      if (now - member.usedAt >= IDLE_LIMIT) await this.#stop(member)
      else if (used && !member.draining && now - member.startedAt >= USE_LIMIT) {
        member.draining = true
        this.#parts.changed()
      }
    }
  }

  /** Ends all of them for good. */
  async close(): Promise<void> {
    this.#closed = true
    this.#stopTicking()
    await this.#starting?.catch(() => undefined)
    await Promise.all([...this.#members.values()].map(member => this.#stop(member)))
  }

  async #start(): Promise<void> {
    const ports = await this.#parts.pickPorts([...this.#members.values()].map(member => member.ports))
    // All sets drain: the last one has to serve on.
    if (ports) await this.#run(ports)
  }

  async #run(ports: EnginePorts): Promise<void> {
    const { clock, start, changed } = this.#parts
    const now = clock.now()
    const member: Member = {
      id: randomBytes(9).toString('base64url'),
      ports,
      startedAt: now,
      pid: null,
      process: null,
      draining: false,
      stopping: false,
      uses: 0,
      usedAt: now,
    }
    this.#members.set(member.id, member)
    try {
      member.process = await start(ports, pid => {
        member.pid = pid
        changed()
      })
    } catch {
      this.#members.delete(member.id)
      changed()
      return
    }
    member.usedAt = clock.now()
    void member.process.exited.then(() => this.#exited(member))
    if (this.#closed) await this.#stop(member)
    else changed()
  }

  async #stop(member: Member): Promise<void> {
    member.stopping = true
    this.#parts.changed()
    await member.process?.stop()
  }

  #exited(member: Member): void {
    this.#members.delete(member.id)
    this.#parts.changed()
    if (member.stopping || this.#closed) return
    const lived = this.#parts.clock.now() - member.startedAt
    this.#crashes = lived >= HEALTHY_AFTER ? 0 : this.#crashes + 1
    const wait = this.#crashes === 0 ? 0 : Math.min(MAX_BACKOFF, 100 * 2 ** this.#crashes)
    this.#parts.clock.after(wait, () => void this.want())
  }
}
