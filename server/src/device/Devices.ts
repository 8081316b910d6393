import type {
  AppendEntry,
  DeviceChain,
  OwnDevices,
  PeerDevices,
  PendingDevice,
  ResetDevices,
} from '@tacet/protocol/device'
import type { Account } from '@tacet/protocol/identity'
import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import type { DeviceList } from '@tacet/protocol/verified/deviceList'
import { deviceId } from '@tacet/protocol/verified/keys'
import type { Clock } from '../clock.ts'
import type { Session } from '../http/route.ts'
import { Refusal } from '../refusal.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Db } from '../storage/database.ts'
import { acceptEntry, newcomerOf, readChain } from './acceptEntry.ts'
import { deviceStore } from './DeviceStore.ts'
import type { PendingDevices } from './PendingDevices.ts'
import { chainOf, listedIn, ownDevices, peerDevices } from './present.ts'

export interface DevicesParts {
  readonly db: Db
  readonly pending: PendingDevices
  readonly delivery: Delivery
  readonly clock: Clock
  /** Refuses with `not-found` where the asker may not see this person. */
  readonly requireVisible: (asker: Account, person: PersonId) => Promise<unknown>
  /** Refuses with `wrong-credentials`, and with `rate-limited` after too many tries. */
  readonly requirePassword: (session: Session, password: string) => Promise<void>
  readonly peersOf: (person: PersonId) => Promise<readonly PersonId[]>
  /** After a list has changed: who may ring, may have changed with it. */
  readonly changed: (person: PersonId) => Promise<void>
}

/**
 * Public lists of people's devices. They only ever grow by what a listed device has signed, and forks are refused: this
 * server can lose a list or hide it, but not write one. Only a reset, with the person's password, begins a new one.
 */
export class Devices {
  readonly #parts: DevicesParts

  constructor(parts: DevicesParts) {
    this.#parts = parts
  }

  async own(person: PersonId): Promise<OwnDevices> {
    const store = deviceStore(this.#parts.db)
    const [rows, labels] = [await store.chain(person), await store.labels(person)]
    return ownDevices(rows, labels, await this.#parts.pending.of(person))
  }

  async of(asker: Account, person: PersonId): Promise<PeerDevices> {
    await this.#parts.requireVisible(asker, person)
    return peerDevices(await deviceStore(this.#parts.db).chain(person))
  }

  /** The whole chain, and the devices that are in it today. */
  async listOf(person: PersonId): Promise<{ chain: DeviceChain; listed: readonly DeviceId[] }> {
    const rows = await deviceStore(this.#parts.db).chain(person)
    return { chain: chainOf(rows), listed: listedIn(rows) }
  }

  /** Takes the next entry, as `acceptEntry` allows. The same one once more changes nothing. */
  async append(person: PersonId, asked: AppendEntry): Promise<OwnDevices> {
    return this.#change(person, async (db, before) => {
      const after = await acceptEntry(before, person, asked.entry)
      if (after === before) return null
      await this.#add(db, person, { before, after, asked })
      return after
    })
  }

  /** Begins the chain anew. Everybody who knew the old one is warned by their own device. */
  async reset(session: Session, { password, ...asked }: ResetDevices): Promise<OwnDevices> {
    await this.#parts.requirePassword(session, password)
    const person = session.account.id
    return this.#change(person, async (db, before) => {
      const after = await acceptEntry(null, person, asked.entry)
      if (after.root === before?.root) {
        // The same request once more; or a chain that would be cut short.
        if (before.seq > 0) throw new Refusal('invalid', { field: 'entry.seq' })
        return null
      }
      await deviceStore(db).deleteChain(person)
      await this.#add(db, person, { before: null, after, asked })
      return after
    })
  }

  async rename(person: PersonId, dev: DeviceId, label: string): Promise<OwnDevices> {
    await this.#parts.db.transaction().execute(async db => {
      const store = deviceStore(db)
      await store.lock(person)
      if (!listedIn(await store.chain(person)).includes(dev)) throw new Refusal('not-found')
      await store.setLabel(person, dev, label)
    })
    return this.own(person)
  }

  /** Shows a new device to the older ones. One that is listed by now has nothing to wait for. */
  async wait(person: PersonId, pending: PendingDevice): Promise<OwnDevices> {
    const { dev, dik } = pending.device
    if ((await deviceId(dik)) !== dev) throw new Refusal('invalid', { field: 'device.dev' })
    if (!listedIn(await deviceStore(this.#parts.db).chain(person)).includes(dev)) {
      await this.#parts.pending.add(person, pending)
      await this.#tellPending(person)
    }
    return this.own(person)
  }

  /** The new device gives up, or an older one turns it away. */
  async stopWaiting(person: PersonId, dev: DeviceId): Promise<OwnDevices> {
    if (!(await this.#parts.pending.remove(person, [dev]))) throw new Refusal('not-found')
    await this.#tellPending(person)
    return this.own(person)
  }

  /** Changes somebody's list, one change at a time, and tells it; `change` answers null where there is nothing to tell. */
  async #change(
    person: PersonId,
    change: (db: Db, before: DeviceList | null) => Promise<DeviceList | null>,
  ): Promise<OwnDevices> {
    const after = await this.#parts.db.transaction().execute(async db => {
      const store = deviceStore(db)
      await store.lock(person)
      return change(db, await readChain(person, await store.chain(person)))
    })
    if (after) await this.#tell(person, after)
    return this.own(person)
  }

  async #add(
    db: Db,
    person: PersonId,
    { before, after, asked }: { before: DeviceList | null; after: DeviceList; asked: AppendEntry },
  ): Promise<void> {
    const store = deviceStore(db)
    await store.add(person, after.seq, asked.entry, this.#parts.clock.now())
    await store.keepLabelsOf(person, devicesOf(after))
    const newcomer = newcomerOf(before, after, asked.entry)
    if (newcomer === null && asked.label !== undefined) throw new Refusal('invalid', { field: 'label' })
    const waiting = await this.#parts.pending.of(person)
    const label = asked.label ?? waiting.find(({ device }) => device.dev === newcomer)?.label
    if (newcomer !== null && label !== undefined) await store.setLabel(person, newcomer, label)
  }

  async #tell(person: PersonId, list: DeviceList): Promise<void> {
    const { pending, delivery, peersOf, changed } = this.#parts
    if (await pending.remove(person, devicesOf(list))) await this.#tellPending(person)
    const { chain } = await this.listOf(person)
    delivery.toPeople([person, ...(await peersOf(person))], { t: 'devices', person, chain })
    await changed(person)
  }

  async #tellPending(person: PersonId): Promise<void> {
    const pending = await this.#parts.pending.of(person)
    this.#parts.delivery.toPeople([person], { t: 'device-pending', pending })
  }
}

const devicesOf = (list: DeviceList): DeviceId[] => list.devices.map(({ dev }) => dev)
