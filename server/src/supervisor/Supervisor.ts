import { randomBytes } from 'node:crypto'
import type { EngineState } from '@tacet/protocol/conference'
import type { Clock } from '../clock.ts'
import type { Announcer } from './Announcer.ts'
import { buildEngine, NoEngine } from './buildEngine.ts'
import { EnginePool } from './EnginePool.ts'
import { cachedEngine, findEngine } from './engineBinary.ts'
import { pickPorts } from './enginePorts.ts'
import { startEngine } from './engineProcess.ts'
import type { EngineKey, ToSupervisor } from './messages.ts'
import { relaySockets } from './relaySockets.ts'
import { ServerProcess } from './ServerProcess.ts'

export interface SupervisorParts {
  readonly serverMain: string
  readonly env: NodeJS.ProcessEnv
  /** TACET_SFU_BIN. */
  readonly engineBinary: string | null
  readonly nodeIp: string
  readonly clock: Clock
  readonly announcer: Announcer
  /** The server could not start and has said why. */
  failed(exitCode: number): void
}

/** Owns the server and the engines, so that neither takes the other with it. */
export class Supervisor {
  readonly #parts: SupervisorParts
  readonly #server: ServerProcess
  readonly #pool: EnginePool
  /** Neutral: it stands in the names of TURN credentials, which peers see. */
  readonly #key: EngineKey = { name: 'relay', secret: randomBytes(32).toString('base64url') }
  readonly #building = new AbortController()
  #binary: string | null = null
  #builder: number | null = null
  #engine: EngineState = { state: 'preparing', percent: null }

  constructor(parts: SupervisorParts) {
    this.#parts = parts
    this.#server = new ServerProcess({
      main: parts.serverMain,
      env: parts.env,
      clock: parts.clock,
      started: () => this.#brief(),
      said: message => this.#hear(message),
      ended: () => this.#pool.setUses(null),
      failed: code => parts.failed(code),
    })
    this.#pool = new EnginePool({
      clock: parts.clock,
      nodeIp: parts.nodeIp,
      pickPorts,
      start: (ports, spawned) => this.#startEngine(ports, spawned),
      relays: (pid, ports) => relaySockets(pid, ports.relayFrom, ports.relayTo),
      changed: () => this.#tellEngines(),
    })
  }

  /** Brings the server up and the engine beside it. */
  async run(): Promise<void> {
    this.#server.start()
    await this.#prepareEngine()
  }

  async stop(): Promise<void> {
    this.#building.abort()
    await this.#server.stop()
    await this.#pool.close()
  }

  async #prepareEngine(): Promise<void> {
    const { env, engineBinary, announcer } = this.#parts
    try {
      this.#binary = await findEngine(engineBinary, env)
      if (this.#binary === null) {
        const target = cachedEngine(env)
        await buildEngine({
          target,
          env,
          progress: percent => this.#setEngine({ state: 'preparing', percent }),
          working: group => {
            this.#builder = group
            this.#tellEngines()
          },
          signal: this.#building.signal,
        })
        this.#binary = target
      }
      this.#setEngine({ state: 'ready' })
    } catch (error) {
      if (this.#building.signal.aborted) return
      if (!(error instanceof NoEngine)) throw error
      this.#setEngine({ state: 'absent' })
      announcer.line(error.message)
    }
  }

  #startEngine(...[ports, spawned]: Parameters<ConstructorParameters<typeof EnginePool>[0]['start']>) {
    const binary = this.#binary
    if (binary === null) throw new Error('no engine to start')
    return startEngine({
      binary,
      ports,
      nodeIp: this.#parts.nodeIp,
      key: this.#key,
      report: where => this.#parts.announcer.line(`Conference engine: error at ${where}`),
      spawned,
    })
  }

  #hear(message: ToSupervisor): void {
    switch (message.t) {
      case 'listening':
        this.#parts.announcer.listening(message)
        return
      case 'want-engine':
        if (this.#binary !== null) void this.#pool.want()
        return
      case 'uses':
        this.#pool.setUses(message.uses)
    }
  }

  /** All that a new server has to know. It adopts the engines that its predecessor left. */
  #brief(): void {
    this.#server.say({ t: 'key', key: this.#key })
    this.#server.say({ t: 'engine', engine: this.#engine })
    this.#tellEngines()
  }

  #setEngine(engine: EngineState): void {
    this.#engine = engine
    this.#server.say({ t: 'engine', engine })
    this.#parts.announcer.engine(engine)
  }

  #tellEngines(): void {
    const groups = [...this.#pool.pids(), ...(this.#builder === null ? [] : [this.#builder])]
    this.#server.say({ t: 'wards', groups })
    this.#server.say({ t: 'instances', instances: [...this.#pool.instances()] })
  }
}
