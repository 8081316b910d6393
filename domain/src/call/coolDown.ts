import type { Millis } from '@tacet/protocol/ids'
import { CALL_23_ATTEMPTS, CALL_23_WINDOW } from './timers.ts'

/** When somebody called the same person, oldest first, since that person last answered them. */
export type Attempts = readonly Millis[]

/** [CALL-23] Milliseconds until the next call to the same person may ring; 0 where it may now. */
export function waitBeforeCall(attempts: Attempts, now: Millis): number {
  const third = counting(attempts, now).at(-CALL_23_ATTEMPTS)
  return third === undefined ? 0 : third + CALL_23_WINDOW - now
}

/** [CALL-23] What is remembered after one more call. */
export function withAttempt(attempts: Attempts, now: Millis): Attempts {
  return [...counting(attempts, now), now].slice(-CALL_23_ATTEMPTS)
}

/** A moment in the future is that of a clock that was set back since: it counts for nothing. */
const counting = (attempts: Attempts, now: Millis): Attempts =>
  attempts.filter(at => at <= now && now - at < CALL_23_WINDOW)
