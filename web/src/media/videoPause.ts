/** Bits per second below which a voice has no room beside a picture. */
const TOO_THIN = 100_000
/** So many looks in a row must say so. */
const SURE_AFTER = 2
/** Looks until the picture is tried again: at first, and at most. Without it the browser's estimate tells nothing. */
const FIRST_WAIT = 5
const LONGEST_WAIT = 40
/** A try that has lasted for so many looks has succeeded. */
const HELD_FOR = 15

/**
 * Whether pictures may be sent on this line, one step each time it is looked at (every 2 s). A voice lives at 50 kbit/s; a
 * picture that takes what the voice needs is paused, and tried again, less often each time that fails.
 */
export interface VideoPause {
  readonly paused: boolean
  /** Looks in a row at which the line was too thin. */
  readonly thin: number
  /** Looks since it was paused or tried again. */
  readonly since: number
  /** Looks from a pause to the next try. */
  readonly wait: number
}

export const NO_PAUSE: VideoPause = { paused: false, thin: 0, since: 0, wait: FIRST_WAIT }

/**
 * `available`: what the browser believes the line takes, in bits per second; null where it doesn't say. `sends`: whether
 * there is a picture to be sent at all.
 */
export function lookAtLine(now: VideoPause, available: number | null, sends: boolean): VideoPause {
  const since = now.since + 1
  if (now.paused) {
    if (sends && since < now.wait) return { ...now, since }
    return { paused: false, thin: 0, since: 0, wait: Math.min(now.wait * 2, LONGEST_WAIT) }
  }
  const thin = sends && available !== null && available < TOO_THIN ? now.thin + 1 : 0
  if (thin >= SURE_AFTER) return { paused: true, thin: 0, since: 0, wait: now.wait }
  return { paused: false, thin, since, wait: since >= HELD_FOR ? FIRST_WAIT : now.wait }
}
