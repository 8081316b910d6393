import type { PersonId } from '@tacet/protocol/ids'
import { type DeviceList, readDeviceList, type SignedEntry } from '@tacet/protocol/verified/deviceList'
import {
  acceptNewKeys,
  checkDeviceList,
  type Pin,
  type PinResult,
  pinAfter,
} from '@tacet/protocol/verified/pin'
import type { TrustNotice } from '@tacet/protocol/verified/trust'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DeviceApi } from './api.ts'
import type { PinTabs, Vault } from './ports.ts'

/** What this device thinks of a person's keys, as the interface shows it. */
export interface Peer {
  readonly pin: Pin | null
  /** What has to be said since the person last looked; stays until they have seen it. */
  readonly notice: TrustNotice | null
  /** The list as it was last seen; null before. */
  readonly list: DeviceList | null
}

const STRANGER: Peer = { pin: null, notice: null, list: null }

/** Trust in other people's devices: pins in the vault, chains from the server, and what people confirm. */
export class Peers {
  readonly store: StoreApi<ReadonlyMap<PersonId, Peer>> = createStore<ReadonlyMap<PersonId, Peer>>(
    () => new Map(),
  )
  readonly #vault: Vault
  readonly #api: DeviceApi
  readonly #tabs: PinTabs | null
  readonly #chains = new Map<PersonId, readonly SignedEntry[]>()

  /** `tabs`: null where there is one tab only. */
  constructor(vault: Vault, api: DeviceApi, tabs: PinTabs | null = null) {
    this.#vault = vault
    this.#api = api
    this.#tabs = tabs
    tabs?.onTold(person => void this.#reread(person))
  }

  async start(): Promise<void> {
    const pins = await this.#vault.pins()
    this.store.setState(new Map([...pins].map(([person, pin]) => [person, { ...STRANGER, pin }])), true)
  }

  of(person: PersonId): Peer {
    return this.store.getState().get(person) ?? STRANGER
  }

  /** The chain as the server showed it last; empty before the first time. */
  chainOf(person: PersonId): readonly SignedEntry[] {
    return this.#chains.get(person) ?? []
  }

  /** The server shows a chain: in a call, or because it grew. Nothing is believed of it before a check. */
  heard(person: PersonId, chain: readonly SignedEntry[]): void {
    this.#chains.set(person, chain)
  }

  /** Asks the server and checks what it shows; for the panel of a person and before dialing. */
  async look(person: PersonId): Promise<PinResult | null> {
    const answer = await this.#api.of(person)
    if (!answer.ok) return null
    this.heard(person, answer.value.chain)
    return answer.value.chain.length === 0 ? null : this.check(person)
  }

  /** DL-4…6 against the pin; what follows from it is remembered and shown. */
  async check(person: PersonId): Promise<PinResult> {
    const result = await checkDeviceList(person, this.chainOf(person), await this.#vault.pin(person))
    const list = result.ok ? result.list : this.of(person).list
    await this.remember(person, result.pin, result.notice, list)
    return result
  }

  async remember(
    person: PersonId,
    pin: Pin | null,
    notice: TrustNotice | null,
    list: DeviceList | null = this.of(person).list,
  ): Promise<void> {
    const before = this.of(person)
    if (pin && !samePin(pin, before.pin)) await this.#save(person, pin)
    this.#show(person, { pin: pin ?? before.pin, notice: notice ?? before.notice, list })
  }

  /** The two have compared emoji or safety number, and they match. */
  async confirm(person: PersonId): Promise<void> {
    await this.#apply(person, 'confirmed')
    this.#show(person, { ...this.of(person), notice: null })
  }

  /** They compared, and they don't. */
  async noMatch(person: PersonId): Promise<void> {
    await this.#apply(person, 'no-match')
  }

  /** The person accepts the new keys of somebody who is held (§8). False: the server shows nothing that could be. */
  async acceptKeys(person: PersonId): Promise<boolean> {
    const answer = await this.#api.of(person)
    if (!answer.ok) return false
    const { chain } = answer.value
    const accepted = await acceptNewKeys(person, chain)
    const read = await readDeviceList(person, chain)
    if (!accepted.ok || !read.ok) return false
    this.heard(person, chain)
    await this.#save(person, accepted.pin)
    this.#show(person, { pin: accepted.pin, notice: 'keys-changed', list: read.list })
    return true
  }

  /** "A new device" was read; "keys changed" stays as long as it is true. */
  dismissNotice(person: PersonId): void {
    this.#show(person, { ...this.of(person), notice: null })
  }

  async #apply(person: PersonId, event: 'confirmed' | 'no-match'): Promise<void> {
    const { pin } = this.of(person)
    if (!pin) return
    const after = pinAfter(pin, event)
    await this.remember(person, after.pin, after.notice)
  }

  async #save(person: PersonId, pin: Pin): Promise<void> {
    await this.#vault.savePin(person, pin)
    this.#tabs?.tell(person)
  }

  async #reread(person: PersonId): Promise<void> {
    const pin = await this.#vault.pin(person)
    this.#show(person, { ...this.of(person), pin })
  }

  #show(person: PersonId, peer: Peer): void {
    this.store.setState(new Map(this.store.getState()).set(person, peer), true)
  }
}

const samePin = (a: Pin, b: Pin | null): boolean =>
  b !== null && a.root === b.root && a.head === b.head && a.seq === b.seq && a.state === b.state
