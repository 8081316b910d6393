import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import type { DeviceKeys } from '@tacet/protocol/verified/keys'
import type { Pin } from '@tacet/protocol/verified/pin'
import { nextCtr } from '@tacet/protocol/verified/write'
import type { Vault } from './ports.ts'

/** One database for each person of this browser; the stores hold values under plain keys. */
const STORES = ['keys', 'pins', 'counters'] as const
type Store = (typeof STORES)[number]

const OWN_KEYS = 'own'
const SENT = 'sent'

/**
 * A vault in IndexedDB. Private keys lie in it as keys that can't be exported: a page can use them, but nothing can read
 * them. Changes of counters are single transactions, so that two tabs never hand out the same number.
 */
export class IndexedDbVault implements Vault {
  readonly #database: Promise<IDBDatabase>

  constructor(person: PersonId) {
    this.#database = open(`tacet.${person}`)
    // The browser may throw such data away when space is short, unless it is asked not to.
    void navigator.storage?.persist?.()
  }

  async keys(): Promise<DeviceKeys | null> {
    return ((await this.#get('keys', OWN_KEYS)) as DeviceKeys | undefined) ?? null
  }

  async keepKeys(made: DeviceKeys): Promise<DeviceKeys> {
    let kept = made
    await this.#change('keys', OWN_KEYS, there => {
      kept = (there as DeviceKeys | undefined) ?? made
      return kept
    })
    return kept
  }

  async pin(person: PersonId): Promise<Pin | null> {
    return ((await this.#get('pins', person)) as Pin | undefined) ?? null
  }

  savePin(person: PersonId, pin: Pin): Promise<void> {
    return this.#change('pins', person, () => pin)
  }

  async pins(): Promise<ReadonlyMap<PersonId, Pin>> {
    const store = (await this.#database).transaction('pins').objectStore('pins')
    const [people, pins] = await Promise.all([result(store.getAllKeys()), result(store.getAll())])
    return new Map(people.map((person, index) => [person as PersonId, pins[index] as Pin]))
  }

  async nextCtr(clock: number): Promise<number> {
    let next = 0
    const draw = (last: unknown) => {
      next = nextCtr(Number(last ?? 0), clock)
      return next
    }
    // Should a power cut take the last number, the clock has gone on: the next call need not wait for the disk.
    await this.#change('counters', SENT, draw, 'relaxed')
    return next
  }

  async lastCtr(device: DeviceId): Promise<number> {
    return Number((await this.#get('counters', device)) ?? 0)
  }

  saveCtr(device: DeviceId, ctr: number): Promise<void> {
    return this.#change('counters', device, last => Math.max(Number(last ?? 0), ctr))
  }

  async #get(store: Store, key: string): Promise<unknown> {
    return result((await this.#database).transaction(store).objectStore(store).get(key))
  }

  async #change(
    store: Store,
    key: string,
    change: (now: unknown) => unknown,
    durability: IDBTransactionDurability = 'strict',
  ): Promise<void> {
    const transaction = (await this.#database).transaction(store, 'readwrite', { durability })
    const objects = transaction.objectStore(store)
    const reading = objects.get(key)
    reading.onsuccess = () => objects.put(change(reading.result), key)
    await done(transaction)
  }
}

function open(name: string): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1)
  opening.onupgradeneeded = () => {
    for (const store of STORES) opening.result.createObjectStore(store)
  }
  return result(opening)
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}
