import type { DeviceId, Millis } from '@tacet/protocol/ids'
import type { DeviceList } from '@tacet/protocol/verified/deviceList'

export interface PeerDevice {
  readonly dev: DeviceId
  /** By the server's word; null where it said nothing. */
  readonly since: Millis | null
  /** Worth a look: it came lately, and others were there before. */
  readonly isNew: boolean
}

/** How long a device counts as new: a week. */
const NEW_FOR: Millis = 7 * 24 * 60 * 60 * 1_000

/**
 * The devices that speak for a person today, those who have been there longest first. `addedAt`: when each entry of the
 * list came.
 */
export function peerDevices(
  list: DeviceList,
  addedAt: readonly Millis[],
  now: Millis,
): readonly PeerDevice[] {
  let since = new Map<string, number>()
  for (const [seq, { devices }] of list.entries.entries()) {
    // A device that was away for a while counts from its return.
    since = new Map(devices.map(({ dev }) => [dev, since.get(dev) ?? seq]))
  }
  return list.devices
    .map(({ dev }) => ({ dev, seq: since.get(dev) ?? 0 }))
    .toSorted((a, b) => a.seq - b.seq)
    .map(({ dev, seq }) => {
      const at = addedAt[seq] ?? null
      return { dev, since: at, isNew: seq > 0 && at !== null && now - at < NEW_FOR }
    })
}
