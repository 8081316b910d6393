/** Time in which it shows whether only the conference engine is gone or our server, too. Milliseconds. */
export const SETTLE = 300
/** How long the signalling line to the engine is sought while our server can't be reached; media flows meanwhile. */
export const GIVE_UP = 5 * 60_000
const RETRY_EVERY = 700
/** A server that is back may still be finding its feet: so many failed attempts it is allowed. */
export const PATIENCE = 5

export interface LostLine {
  /** Milliseconds since the line broke. */
  readonly elapsedMs: number
  /** Attempts that have failed since then. */
  readonly retryCount: number
}

/**
 * When to try the broken signalling line to the engine again.
 *
 * While our server is away the engine lives on and carries the media: keep trying, touch nothing (CONF-16). While our
 * server answers from the start, the engine has died, and its client's own recovery is not to be trusted: that is for
 * whoever is told of the first attempt, which comes after `SETTLE` (CONF-13).
 */
export class SignalRetry {
  readonly #serverReachable: () => boolean
  #failedWhileReachable = 0

  constructor(serverReachable: () => boolean) {
    this.#serverReachable = serverReachable
  }

  /** Milliseconds, or null for never. */
  nextRetryDelayInMs({ elapsedMs, retryCount }: LostLine): number | null {
    if (retryCount === 0) {
      this.#failedWhileReachable = 0
      return SETTLE
    }
    if (this.#serverReachable()) this.#failedWhileReachable += 1
    return this.#failedWhileReachable > PATIENCE || elapsedMs > GIVE_UP ? null : RETRY_EVERY
  }
}
