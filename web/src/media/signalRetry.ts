/** Time in which it shows whether only the conference engine is gone or our server, too. Milliseconds. */
export const SETTLE = 300
/** How long the signalling line to the engine is sought while our server can't be reached; media flows meanwhile. */
export const GIVE_UP = 5 * 60_000
const RETRY_EVERY = 700

export interface LostLine {
  /** Milliseconds since the line broke. */
  readonly elapsedMs: number
  /** Attempts that have failed since then. */
  readonly retryCount: number
}

/**
 * When to try the broken signalling line to the engine again: milliseconds, or null for never.
 *
 * While our server answers, a broken line means that the engine has died, and its own recovery is not to be trusted:
 * join anew (CONF-13). While our server is away too, the engine lives on and carries the media: keep trying, touch
 * nothing (CONF-16). A server that has come back gets one attempt before that ends.
 */
export function signalRetry({ elapsedMs, retryCount }: LostLine, serverReachable: boolean): number | null {
  if (retryCount === 0) return SETTLE
  if (serverReachable || elapsedMs > GIVE_UP) return null
  return RETRY_EVERY
}
