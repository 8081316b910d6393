import type { PersonId } from '@tacet/protocol/ids'
import { type DeviceList, makeEntry, type SignedEntry } from '@tacet/protocol/verified/deviceList'
import { forge } from '@tacet/protocol/verified/fakes/forge'
import { type DeviceKeys, generateDeviceKeys } from '@tacet/protocol/verified/keys'
import { VCALL_VERSION } from '@tacet/protocol/verified/messages'

/** A person's devices as the person has them: keys, and the chain that their browsers would write. */
export class Keyring {
  readonly person: PersonId
  list: DeviceList | null = null
  readonly chain: SignedEntry[] = []

  constructor(person: PersonId) {
    this.person = person
  }

  /** The entry that would come next, signed by `signer`; the chain stays as it is. */
  async draft(devices: readonly DeviceKeys[], signer: DeviceKeys): Promise<SignedEntry> {
    return (await this.#make(devices, signer)).entry
  }

  /** The next entry, which counts from here on. */
  async next(devices: readonly DeviceKeys[], signer: DeviceKeys): Promise<SignedEntry> {
    const { entry, list } = await this.#make(devices, signer)
    this.list = list
    this.chain.push(entry)
    return entry
  }

  /** What would come next if `signer` were allowed everything. */
  async forged(devices: readonly DeviceKeys[], signer: DeviceKeys): Promise<SignedEntry> {
    const { m, sig = '' } = await forge(
      { m: '{}' },
      {
        v: VCALL_VERSION,
        t: 'devices',
        user: this.person,
        seq: this.list ? this.list.seq + 1 : 0,
        prev: this.list?.head ?? 'A'.repeat(43),
        devices: devices.map(({ device }) => device).sort((a, b) => (a.dev < b.dev ? -1 : 1)),
        by: signer.device.dev,
      },
      signer,
    )
    return { m, sig }
  }

  async #make(devices: readonly DeviceKeys[], signer: DeviceKeys) {
    const made = await makeEntry(
      this.list,
      this.person,
      devices.map(({ device }) => device),
      signer,
    )
    if (!made.ok) throw new Error(made.error)
    return made
  }
}

export const drawKeys = (count: number): Promise<DeviceKeys[]> =>
  Promise.all(Array.from({ length: count }, generateDeviceKeys))
