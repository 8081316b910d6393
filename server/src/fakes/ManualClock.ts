import type { Clock } from '../clock.ts'

interface Timer {
  due: number
  readonly period: number | null
  readonly what: () => void
}

/** A clock that moves only when a test says so. */
export class ManualClock implements Clock {
  #now: number
  readonly #timers = new Set<Timer>()

  constructor(now = 1_800_000_000_000) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  after(delay: number, what: () => void): () => void {
    return this.#add({ due: this.#now + delay, period: null, what })
  }

  every(period: number, what: () => void): () => void {
    return this.#add({ due: this.#now + period, period, what })
  }

  /** Moves on by `span` milliseconds and runs, in order, what comes due on the way. */
  advance(span: number): void {
    const end = this.#now + span
    for (let timer = this.#next(end); timer; timer = this.#next(end)) {
      this.#now = timer.due
      if (timer.period === null) this.#timers.delete(timer)
      else timer.due += timer.period
      timer.what()
    }
    this.#now = end
  }

  /** Moves on by `span` milliseconds at once, as for a machine that slept: what came due runs once, then. */
  leap(span: number): void {
    this.#now += span
    const due = [...this.#timers].filter(timer => timer.due <= this.#now).sort((a, b) => a.due - b.due)
    for (const timer of due) {
      if (timer.period === null) this.#timers.delete(timer)
      else timer.due = this.#now + timer.period
      timer.what()
    }
  }

  #add(timer: Timer): () => void {
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  #next(end: number): Timer | undefined {
    return [...this.#timers].filter(timer => timer.due <= end).sort((a, b) => a.due - b.due)[0]
  }
}
