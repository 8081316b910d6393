import type { OwnDevices, PendingDevice } from '@tacet/protocol/device'
import type { Failure } from '@tacet/protocol/errors'
import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import { approvalCode, isApprovalCode } from '@tacet/protocol/verified/approvalCode'
import { type DeviceList, findDevice, makeEntry, type SignedEntry } from '@tacet/protocol/verified/deviceList'
import {
  type Device,
  type DeviceKeys,
  generateDeviceKeys,
  supportsVcall,
} from '@tacet/protocol/verified/keys'
import { checkDeviceList, type PinError } from '@tacet/protocol/verified/pin'
import {
  RECOVERY_SECRET_BYTES,
  recoveryKeys,
  writeRecoverySecret,
} from '@tacet/protocol/verified/recoveryKey'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DeviceApi } from './api.ts'
import type { Vault } from './ports.ts'

export interface KnownDevice {
  readonly dev: DeviceId
  readonly label: string | null
  readonly addedAt: number
}

/**
 * - `asking`: before the first answer of the server · `unsupported`: this browser can't make verified calls
 * - `listed`: this device is one of the person's own: it calls and rings
 * - `waiting`: other devices are listed, this one is not: messages and conferences work, direct calls don't (DL-9)
 * - `refused`: the server shows a list that contradicts what this device has seen
 */
export type OwnDeviceState =
  | { readonly is: 'asking' }
  | { readonly is: 'unsupported' }
  | {
      readonly is: 'listed'
      readonly list: DeviceList
      readonly known: readonly KnownDevice[]
      readonly pending: readonly PendingDevice[]
      /** Devices in the list that nobody on this device has approved or seen before (TRUST-5). */
      readonly strangers: readonly DeviceId[]
    }
  | {
      readonly is: 'waiting'
      readonly because: WaitingBecause
      readonly device: Device
      readonly code: string
      readonly list: DeviceList
    }
  | { readonly is: 'refused'; readonly error: PinError }

/** `removed`: another device took this one out of the list · `replaced`: somebody with the password began anew */
export type WaitingBecause = 'new' | 'removed' | 'replaced'

export interface OwnDeviceDeps {
  readonly me: PersonId
  readonly vault: Vault
  readonly api: DeviceApi
  /** What a new device is called until its person names it. */
  readonly defaultLabel: () => string
  readonly drawBytes: (length: number) => Uint8Array
}

export type DeviceResult = { readonly ok: true } | { readonly ok: false; readonly failure: Failure }

/** The recovery key as it is shown once: 32 characters. It exists only until the page is closed. */
export type RecoverySecret = string

/** This browser as a device of its person: its keys, its place in the person's list, and what it may do to that list. */
export class OwnDevice {
  readonly store: StoreApi<OwnDeviceState> = createStore<OwnDeviceState>(() => ({ is: 'asking' }))
  /** Made with a first list or in place of an old one; to be written down before the page closes. */
  readonly recovery: StoreApi<{ readonly secret: RecoverySecret | null }> = createStore<{
    readonly secret: RecoverySecret | null
  }>(() => ({ secret: null }))
  readonly #deps: OwnDeviceDeps
  #keys: DeviceKeys | null = null
  #chain: readonly SignedEntry[] = []
  /** A device that was removed asks to be let in again only when its person says so. */
  #asksAgain = false

  constructor(deps: OwnDeviceDeps) {
    this.#deps = deps
  }

  /** Null until `start` has found or made them, and in browsers that can't. */
  get keys(): DeviceKeys | null {
    return this.#keys
  }

  /** Finds or makes the keys of this device. Works without the server; `refresh` asks it. */
  async start(): Promise<void> {
    if (!(await supportsVcall())) {
      this.#become({ is: 'unsupported' })
      return
    }
    const { vault } = this.#deps
    this.#keys = (await vault.keys()) ?? (await vault.keepKeys(await generateDeviceKeys()))
  }

  /** Asks the server for one's own list; makes the first one where there is none. */
  async refresh(): Promise<void> {
    if (!this.#keys) return
    const answer = await this.#deps.api.own()
    if (!answer.ok) return
    if (answer.value.chain.length === 0) await this.#makeFirstList(this.#keys)
    else await this.#look(answer.value, this.#keys)
  }

  /** The server says that one's own list has grown, or that devices wait. */
  heard(change: {
    readonly chain?: readonly SignedEntry[]
    readonly pending?: readonly PendingDevice[]
  }): void {
    const now = this.store.getState()
    if (change.pending && now.is === 'listed') this.#become({ ...now, pending: change.pending })
    if (change.chain && change.chain.at(-1)?.m !== this.#chain.at(-1)?.m) void this.refresh()
  }

  /** DL-8: signs a waiting device in, but only the one whose keys give what was typed or scanned. */
  async approve(typed: string): Promise<DeviceResult | { readonly ok: false; readonly failure: null }> {
    const now = this.store.getState()
    if (now.is !== 'listed' || !this.#keys) return { ok: false, failure: null }
    for (const { device, label } of now.pending) {
      if (!(await isApprovalCode(this.#deps.me, device, typed))) continue
      return this.#append(now.list, [...now.list.devices, device], this.#keys, label)
    }
    return { ok: false, failure: null }
  }

  /** The waiting device is not one's own. */
  async turnAway(dev: DeviceId): Promise<DeviceResult> {
    const answer = await this.#deps.api.stopWaiting(dev)
    if (answer.ok) await this.refresh()
    return answer
  }

  /** Lets a device wait for approval that was removed before. */
  async askAgain(): Promise<void> {
    this.#asksAgain = true
    await this.refresh()
  }

  /** Takes a device out of the list. Taking out one's own ends calls on this browser. */
  async revoke(dev: DeviceId): Promise<DeviceResult> {
    const now = this.store.getState()
    if (now.is !== 'listed' || !this.#keys) return UNAVAILABLE
    return this.#append(
      now.list,
      now.list.devices.filter(device => device.dev !== dev),
      this.#keys,
    )
  }

  async rename(dev: DeviceId, label: string): Promise<DeviceResult> {
    const answer = await this.#deps.api.rename(dev, label)
    if (answer.ok) await this.refresh()
    return answer
  }

  /** DL-9: this device signs itself in with the keys that the paper gives. */
  async recover(secret: Uint8Array): Promise<DeviceResult | { readonly ok: false; readonly failure: null }> {
    const now = this.store.getState()
    if (now.is !== 'waiting' || !this.#keys) return { ok: false, failure: null }
    const paper = await recoveryKeys(secret)
    if (!findDevice(now.list, paper.device.dev)) return { ok: false, failure: null }
    return this.#append(now.list, [...now.list.devices, this.#keys.device], paper, this.#deps.defaultLabel())
  }

  /** DL-9: begins anew. Everybody who knew the old keys is warned. */
  async reset(password: string): Promise<DeviceResult> {
    if (!this.#keys) return UNAVAILABLE
    const made = await this.#firstEntry(this.#keys)
    if (!made) return UNAVAILABLE
    const answer = await this.#deps.api.reset({
      password,
      entry: made.entry,
      label: this.#deps.defaultLabel(),
    })
    if (!answer.ok) return answer
    await this.#deps.vault.savePin(this.#deps.me, pinOf(made.list))
    this.recovery.setState({ secret: made.secret })
    await this.refresh()
    return { ok: true }
  }

  /** Puts a new recovery key in the place of the old one, which is worth nothing from then on. */
  async replaceRecoveryKey(old: DeviceId | null): Promise<DeviceResult> {
    const now = this.store.getState()
    if (now.is !== 'listed' || !this.#keys) return UNAVAILABLE
    const { secret, keys } = await this.#drawRecovery()
    const devices = now.list.devices.filter(device => device.dev !== old)
    const done = await this.#append(now.list, [...devices, keys.device], this.#keys)
    if (done.ok) this.recovery.setState({ secret })
    return done
  }

  /** The person has seen the strangers in their list and knows them now. */
  async acknowledgeStrangers(): Promise<void> {
    const now = this.store.getState()
    if (now.is !== 'listed') return
    await this.#deps.vault.savePin(this.#deps.me, pinOf(now.list))
    this.#become({ ...now, strangers: [] })
  }

  async #look(own: OwnDevices, keys: DeviceKeys): Promise<void> {
    const { me, vault, api } = this.#deps
    const pin = await vault.pin(me)
    const checked = await checkDeviceList(me, own.chain, pin)
    this.#chain = own.chain
    if (!checked.ok) {
      this.#become({ is: 'refused', error: checked.error })
      return
    }
    const { list } = checked
    const code = await approvalCode(me, keys.device)
    if (!findDevice(list, keys.device.dev)) {
      const because = pin === null ? 'new' : pin.root === list.root ? 'removed' : 'replaced'
      if (because === 'new' || this.#asksAgain) {
        await api.wait({ device: keys.device, label: this.#deps.defaultLabel() })
      }
      this.#become({
        is: 'waiting',
        because: this.#asksAgain ? 'new' : because,
        device: keys.device,
        code,
        list,
      })
      return
    }
    this.#asksAgain = false
    const seen = pin === null ? list.devices : pin.root === list.root ? list.entries[pin.seq]?.devices : []
    const strangers = list.devices.filter(device => !seen?.some(each => each.dev === device.dev))
    // With strangers in it the list is not taken for known before the person has said so.
    if (strangers.length === 0) await vault.savePin(me, checked.pin)
    this.#become({
      is: 'listed',
      list,
      known: own.known,
      pending: own.pending,
      strangers: strangers.map(device => device.dev),
    })
  }

  async #makeFirstList(keys: DeviceKeys): Promise<void> {
    const made = await this.#firstEntry(keys)
    if (!made) return
    const answer = await this.#deps.api.append({ entry: made.entry, label: this.#deps.defaultLabel() })
    // Another device of this person may have been faster: then this one waits for it.
    if (answer.ok) {
      await this.#deps.vault.savePin(this.#deps.me, pinOf(made.list))
      this.recovery.setState({ secret: made.secret })
    }
    const now = await this.#deps.api.own()
    if (now.ok && now.value.chain.length > 0) await this.#look(now.value, keys)
  }

  async #firstEntry(keys: DeviceKeys) {
    const { secret, keys: paper } = await this.#drawRecovery()
    const made = await makeEntry(null, this.#deps.me, [keys.device, paper.device], keys)
    return made.ok ? { ...made, secret } : null
  }

  async #drawRecovery(): Promise<{ secret: RecoverySecret; keys: DeviceKeys }> {
    const bytes = this.#deps.drawBytes(RECOVERY_SECRET_BYTES)
    return { secret: writeRecoverySecret(bytes), keys: await recoveryKeys(bytes) }
  }

  async #append(
    list: DeviceList,
    devices: readonly Device[],
    signer: DeviceKeys,
    label?: string,
  ): Promise<DeviceResult> {
    const made = await makeEntry(list, this.#deps.me, devices, signer)
    if (!made.ok) return UNAVAILABLE
    const answer = await this.#deps.api.append({
      entry: made.entry,
      ...(label === undefined ? {} : { label }),
    })
    if (!answer.ok) return answer
    await this.#deps.vault.savePin(this.#deps.me, pinOf(made.list))
    await this.refresh()
    return { ok: true }
  }

  #become(state: OwnDeviceState): void {
    this.store.setState(state, true)
  }
}

const UNAVAILABLE: DeviceResult = { ok: false, failure: { error: 'unavailable' } }

const pinOf = ({ root, head, seq }: DeviceList) => ({ root, head, seq, state: 'tofu' }) as const
