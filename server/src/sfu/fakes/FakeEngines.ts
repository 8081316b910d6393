import type { EngineState } from '@tacet/protocol/conference'
import { type Engine, type Engines, EngineUnavailable } from '../ports.ts'

const KEY = { name: 'relay', secret: 'a secret of the tests, 32 bytes or more' }

/** Engines that are nothing but entries of a list. */
export class FakeEngines implements Engines {
  readonly key = KEY
  readonly held = new Map<string, number>()
  #state: EngineState = { state: 'ready' }
  #running: readonly Engine[] = []
  #started = 0
  readonly #listeners = new Set<() => void>()

  get state(): EngineState {
    return this.#state
  }

  become(state: EngineState): void {
    this.#state = state
    this.#tell()
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  all(): readonly Engine[] {
    return this.#running
  }

  find(id: string): Engine | null {
    return this.#running.find(engine => engine.id === id) ?? null
  }

  async forNewUse(): Promise<Engine> {
    if (this.#state.state !== 'ready') throw new EngineUnavailable()
    const [running] = this.#running
    if (running) return running
    const id = `engine-${++this.#started}`
    const engine = { id, signalPort: 7_880, turnPort: 3_478, nodeIp: '192.0.2.7' }
    this.#running = [engine]
    this.#tell()
    return engine
  }

  hold(id: string): () => void {
    this.held.set(id, (this.held.get(id) ?? 0) + 1)
    return () => this.held.set(id, (this.held.get(id) ?? 1) - 1)
  }

  /** All of them are gone. */
  die(): void {
    this.#running = []
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
