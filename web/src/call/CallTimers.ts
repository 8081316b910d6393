import type { CallTimer } from '@tacet/domain/call/CallState'

/** The timers of one call: at most one of each kind. */
export class CallTimers {
  readonly #ring: (timer: CallTimer) => void
  readonly #running = new Map<CallTimer, ReturnType<typeof setTimeout>>()

  constructor(ring: (timer: CallTimer) => void) {
    this.#ring = ring
  }

  /** `after`: milliseconds. */
  set(timer: CallTimer, after: number): void {
    clearTimeout(this.#running.get(timer))
    this.#running.set(
      timer,
      setTimeout(() => this.#ring(timer), after),
    )
  }

  stop(): void {
    for (const timer of this.#running.values()) clearTimeout(timer)
    this.#running.clear()
  }
}
