import type { LinkKind } from '@tacet/protocol/identity'
import type { Millis } from '@tacet/protocol/ids'

const HOUR = 60 * 60 * 1_000
const DAY = 24 * HOUR

/** A session that nobody uses ends after this many days. */
const SESSION_DAYS = 30

/**
 * When a session ends that is used `now`: always a midnight (UTC), so that what is stored of its use tells the day
 * and nothing finer.
 */
export function sessionExpiry(now: Millis): Millis {
  return (Math.floor(now / DAY) + SESSION_DAYS + 1) * DAY
}

/** When a link ends that is made `now`; null: it lives until it is used or replaced. */
export function linkExpiry(kind: LinkKind, now: Millis): Millis | null {
  switch (kind) {
    case 'setup':
      return null
    case 'invitation':
      return now + 7 * DAY
    case 'reset':
      return now + DAY
    case 'demo':
      return now + DAY
  }
}
