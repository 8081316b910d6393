import type { DeviceChain, OwnDevices, PeerDevices, PendingDevice } from '@tacet/protocol/device'
import { DeviceId, type Millis } from '@tacet/protocol/ids'
import { z } from 'zod/mini'
import type { EntryRow } from './DeviceStore.ts'

/** Of an entry that was checked when it came, only this is read again. */
const Listed = z.object({ devices: z.array(z.object({ dev: DeviceId })) })

const listedBy = (row: EntryRow): DeviceId[] => Listed.parse(JSON.parse(row.m)).devices.map(({ dev }) => dev)

export const chainOf = (rows: readonly EntryRow[]): DeviceChain => rows.map(({ m, sig }) => ({ m, sig }))

/** The devices of today: those of the last entry. */
export function listedIn(rows: readonly EntryRow[]): readonly DeviceId[] {
  const head = rows.at(-1)
  return head ? listedBy(head) : []
}

/** What the person themself sees. */
export function ownDevices(
  rows: readonly EntryRow[],
  labels: readonly { readonly dev: DeviceId; readonly label: string }[],
  pending: PendingDevice[],
): OwnDevices {
  const since = addedAtOf(rows)
  const known = listedIn(rows).map(dev => ({
    dev,
    label: labels.find(each => each.dev === dev)?.label ?? null,
    addedAt: since.get(dev) ?? 0,
  }))
  return { chain: chainOf(rows), known, pending }
}

/** What others see. */
export function peerDevices(rows: readonly EntryRow[]): PeerDevices {
  return { chain: chainOf(rows), addedAt: rows.map(row => row.added_at) }
}

/** Since when each device has been there without a break. */
function addedAtOf(rows: readonly EntryRow[]): ReadonlyMap<DeviceId, Millis> {
  let since = new Map<DeviceId, Millis>()
  for (const row of rows) since = new Map(listedBy(row).map(dev => [dev, since.get(dev) ?? row.added_at]))
  return since
}
