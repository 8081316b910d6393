import type { EngineState } from '@tacet/protocol/conference'
import type { Clock } from '../clock.ts'
import type { EngineKey } from '../supervisor/messages.ts'
import type { SupervisorLink } from '../supervisor/SupervisorLink.ts'
import { type Engine, type Engines, EngineUnavailable } from './ports.ts'

/** An engine starts in less than 0.2 s; on a busy machine it takes a little longer. Milliseconds. */
const START_PATIENCE = 5_000
/** The supervisor hears of uses so often even where nothing changes: silence means that this server is gone. */
const REPORT_EVERY = 10_000

/** The engines that the supervisor runs for us. */
export class SupervisedEngines implements Engines {
  readonly #link: SupervisorLink
  readonly #clock: Clock
  readonly #uses = new Map<string, number>()
  readonly #stopReporting: () => void

  constructor(link: SupervisorLink, clock: Clock) {
    this.#link = link
    this.#clock = clock
    this.#report()
    this.#stopReporting = clock.every(REPORT_EVERY, () => this.#report())
  }

  get state(): EngineState {
    return this.#link.news.state
  }

  get key(): EngineKey {
    if (!this.#link.key) throw new EngineUnavailable()
    return this.#link.key
  }

  onChange(listener: () => void): () => void {
    return this.#link.onNews(listener)
  }

  all(): readonly Engine[] {
    return this.#link.news.instances
  }

  find(id: string): Engine | null {
    return this.all().find(engine => engine.id === id) ?? null
  }

  async forNewUse(): Promise<Engine> {
    const now = this.#usable()
    if (now && !now.draining) return now
    if (this.state.state !== 'ready') throw new EngineUnavailable()
    this.#link.say({ t: 'want-engine' })
    // Where nothing fresh can be had, one that drains still serves.
    return now ?? this.#nextUsable()
  }

  hold(id: string): () => void {
    this.#uses.set(id, (this.#uses.get(id) ?? 0) + 1)
    this.#report()
    let held = true
    return () => {
      if (!held) return
      held = false
      const left = (this.#uses.get(id) ?? 1) - 1
      if (left > 0) this.#uses.set(id, left)
      else this.#uses.delete(id)
      this.#report()
    }
  }

  stop(): void {
    this.#stopReporting()
  }

  #usable() {
    const { instances } = this.#link.news
    return instances.find(({ draining }) => !draining) ?? instances.at(-1) ?? null
  }

  #nextUsable(): Promise<Engine> {
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(START_PATIENCE, () => {
        stop()
        reject(new EngineUnavailable())
      })
      const stop = this.#link.onNews(() => {
        const engine = this.#usable()
        if (!engine) return
        cancel()
        stop()
        resolve(engine)
      })
    })
  }

  #report(): void {
    this.#link.say({ t: 'uses', uses: Object.fromEntries(this.#uses) })
  }
}
