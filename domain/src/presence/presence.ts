import type { DeviceId, Millis } from '@tacet/protocol/ids'
import type { Presence, Shown, Status } from '@tacet/protocol/presence'

/** What is known of somebody at this moment. */
export interface Signs {
  /** Their devices that are there. */
  readonly devices: readonly DeviceId[]
  /** Those of them that nobody has touched for a while. */
  readonly idle: readonly DeviceId[]
  readonly inCall: boolean
  readonly status: Status
}

export const AUTOMATIC: Status = { wish: 'auto', message: null, until: null }

/** A status, or none where its time is over. */
export const statusAt = (status: Status | null, now: Millis): Status =>
  status === null || (status.until !== null && status.until <= now) ? AUTOMATIC : status

/** [CALL-11] Whether calls to somebody with this status don't ring. */
export const refusesCalls = ({ wish }: Status): boolean => wish === 'dnd'

/**
 * What others see. The wish not to be disturbed stands above all, also where no page is open: it is what a call would
 * be told. Away by one's own choice hides no call: somebody who talks is busy, whatever they chose before.
 */
export function shownOf(signs: Signs): Shown {
  const { wish, message, until } = signs.status
  const presence = presenceOf(signs)
  return { presence, message, until: presence === wish ? until : null }
}

function presenceOf({ devices, idle, inCall, status }: Signs): Presence {
  if (refusesCalls(status)) return 'dnd'
  if (devices.length === 0) return 'gone'
  if (inCall) return 'call'
  if (status.wish === 'away') return 'away'
  return devices.every(device => idle.includes(device)) ? 'away' : 'here'
}
