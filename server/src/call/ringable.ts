import type { DeviceChain } from '@tacet/protocol/device'
import type { DeviceId, PersonId } from '@tacet/protocol/ids'

/** How somebody can be reached now. */
export interface Ringable {
  /** Those that ring, in the order in which they came. */
  readonly devices: readonly DeviceId[]
  /** What the other side checks before it talks to any of them; empty of somebody without a device. */
  readonly chain: DeviceChain
  /** Whether a device may ring and call. */
  readonly mayCall: (device: DeviceId) => boolean
}

export interface RingableParts {
  readonly listOf: (person: PersonId) => Promise<{ chain: DeviceChain; listed: readonly DeviceId[] }>
  readonly phonesOf: (person: PersonId) => Promise<readonly DeviceId[]>
}

/** The devices that are there and in their person's list: others could not be trusted by the other side. */
export function ringableBy({ listOf, phonesOf }: RingableParts) {
  return async (person: PersonId): Promise<Ringable> => {
    const { chain, listed } = await listOf(person)
    const mayCall = (device: DeviceId) => listed.includes(device)
    return { devices: (await phonesOf(person)).filter(mayCall), chain, mayCall }
  }
}
