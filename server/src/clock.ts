import type { Millis } from '@tacet/protocol/ids'

/** Time as a port: tests and the end-to-end stack bring their own. */
export interface Clock {
  now(): Millis
  /** Runs `what` once in `delay` milliseconds, unless the returned function is called before. */
  after(delay: number, what: () => void): () => void
  /** Runs `what` every `period` milliseconds until the returned function is called. */
  every(period: number, what: () => void): () => void
}

/** The machine's clock. Its timers do not keep a process alive that has nothing else to do. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, what) {
    const timer = setTimeout(what, delay).unref()
    return () => clearTimeout(timer)
  },
  every(period, what) {
    const timer = setInterval(what, period).unref()
    return () => clearInterval(timer)
  },
}
