import { DeviceId, type PersonId } from '@tacet/protocol/ids'
import {
  appendEntry,
  type DeviceList,
  devicesSince,
  readDeviceList,
  type SignedEntry,
} from '@tacet/protocol/verified/deviceList'
import { z } from 'zod/mini'
import { Refusal } from '../refusal.ts'

/**
 * Entries after which a chain takes only removals: whoever reads a list checks all of it, so it must not grow forever.
 * A device can be revoked at any length, and each removal leaves fewer to remove.
 */
export const CHAIN_MAX_ENTRIES = 128

/** What stands in the database was checked when it came; that it can't be read any more is nobody's request. */
export async function readChain(person: PersonId, chain: readonly SignedEntry[]): Promise<DeviceList | null> {
  if (chain.length === 0) return null
  const read = await readDeviceList(person, chain)
  if (!read.ok) throw new Error('a stored device list does not hold')
  return read.list
}

/**
 * The list with this entry; the list itself where it has the entry already. Refused as `invalid`: field `entry.seq` where
 * the place is taken by another entry or is not the next one (the chain has to be read again), else `entry`. Refused as
 * `too-large` where the chain is full.
 */
export async function acceptEntry(
  before: DeviceList | null,
  person: PersonId,
  entry: SignedEntry,
): Promise<DeviceList> {
  const result = await appendEntry(before, person, entry)
  if (!result.ok) {
    const field = result.error === 'ForkedDeviceList' || isGap(before, entry) ? 'entry.seq' : 'entry'
    throw new Refusal('invalid', { field })
  }
  if (before && result.list.entries.length > CHAIN_MAX_ENTRIES && !onlyRemoves(before, result.list)) {
    throw new Refusal('too-large', { field: 'entry' })
  }
  return result.list
}

/** The one device that an entry brings; of a first entry the one that signed it. Null where none or several came. */
export function newcomerOf(
  before: DeviceList | null,
  after: DeviceList,
  entry: SignedEntry,
): DeviceId | null {
  if (!before) return Signer.parse(JSON.parse(entry.m)).by
  const [newcomer, ...more] = devicesSince(after, before.seq)
  return newcomer && more.length === 0 ? newcomer.dev : null
}

const Signer = z.object({ by: DeviceId })
const Place = z.object({ seq: z.int() })

/** Asked only of what was refused, and of what may be no entry at all. */
function isGap(before: DeviceList | null, { m }: SignedEntry): boolean {
  try {
    return Place.parse(JSON.parse(m)).seq > (before ? before.seq + 1 : 0)
  } catch {
    return false
  }
}

const onlyRemoves = (before: DeviceList, after: DeviceList): boolean =>
  after.devices.length < before.devices.length && devicesSince(after, before.seq).length === 0
