import type { CallKind } from '../../history.ts'
import { CallId } from '../../ids.ts'
import { type DeviceList, makeEntry, readDeviceList, type SignedEntry } from '../deviceList.ts'
import { openEnvelope } from '../envelope.ts'
import { hashText } from '../hash.ts'
import { type DeviceKeys, generateDeviceKeys } from '../keys.ts'
import type { Leg } from '../leg.ts'
import type { Party, SignedEnvelope } from '../messages.ts'
import { checkDeviceList, type Pin } from '../pin.ts'
import { type Received, receive } from '../receive.ts'
import { utf8 } from '../webCrypto.ts'
import { type Written, writeOffer } from '../write.ts'
import { describeSession } from './describeSession.ts'

/** Device lists as an honest server keeps them. */
export type Directory = Map<string, readonly SignedEntry[]>

/** Not DER, but as unlike any other phone's as a real one. */
const certificateOf = (keys: DeviceKeys) => `certificate of ${keys.device.dev}`

/** One browser with its keys and memory, without network, media and clock: what tests put in its place. */
export class FakePhone {
  readonly me: Party
  readonly keys: DeviceKeys
  readonly directory: Directory
  /** Fingerprint of this phone's certificate. One for all its legs will do here. */
  readonly fp: string
  readonly legs = new Map<string, Leg>()
  readonly pins = new Map<string, Pin>()
  readonly ctrs = new Map<string, number>()
  ownList: DeviceList
  serverAge = 0
  now = 0
  #ctr = 0

  private constructor(keys: DeviceKeys, ownList: DeviceList, directory: Directory, fp: string) {
    this.me = { user: ownList.user, dev: keys.device.dev }
    this.keys = keys
    this.ownList = ownList
    this.directory = directory
    this.fp = fp
  }

  /** A device of `user`; further ones are approved by `by`. */
  static async make(user: string, directory: Directory, by?: FakePhone): Promise<FakePhone> {
    const keys = await generateDeviceKeys()
    const made = await makeEntry(
      by?.ownList ?? null,
      user,
      [...(by?.ownList.devices ?? []), keys.device],
      by?.keys ?? keys,
    )
    if (!made.ok) throw new Error(made.error)
    directory.set(user, [...(by ? (directory.get(user) ?? []) : []), made.entry])
    if (by) by.ownList = made.list
    return new FakePhone(keys, made.list, directory, await hashText(certificateOf(keys)))
  }

  leg(callId: string, peer: Party): Leg | undefined {
    return this.legs.get(`${callId} ${peer.dev}`)
  }

  keep(leg: Leg): void {
    this.legs.set(`${leg.callId} ${leg.peer.dev}`, leg)
  }

  /** What a browser shows of this phone's certificate once DTLS is connected: DER. */
  get certificate(): ArrayBuffer {
    const der = utf8(certificateOf(this.keys))
    const buffer = new ArrayBuffer(der.length)
    new Uint8Array(buffer).set(der)
    return buffer
  }

  /** Something random enough, and the same in every run. */
  nonce(callId: string): Promise<string> {
    return hashText(`nonce ${callId} ${this.me.dev}`)
  }

  async call(
    peer: Party,
    options: { callId?: CallId; media?: CallKind; pre?: 0 | 1; ctr?: number; nonceA?: string } = {},
  ): Promise<Written> {
    const callId = options.callId ?? CallId.parse((await hashText(`${this.#ctr}`)).slice(0, 21).concat('A'))
    const checked = await checkDeviceList(
      peer.user,
      this.directory.get(peer.user) ?? [],
      this.pins.get(peer.user) ?? null,
    )
    if (!checked.ok) return checked
    this.pins.set(peer.user, checked.pin)
    const offer = {
      callId,
      ownList: this.ownList,
      peerList: checked.list,
      peerDevice: peer.dev,
      ctr: options.ctr ?? ++this.#ctr,
      media: options.media ?? 'audio',
      pre: options.pre ?? 0,
      nonceA: options.nonceA ?? (await this.nonce(callId)),
      sdp: describeSession(this.fp),
      now: this.now,
    } as const
    return this.#keepWritten(await writeOffer(offer, this.keys))
  }

  /** Writes on a leg of this phone and keeps what it became. */
  async say(callId: string, peer: Party, write: (leg: Leg) => Promise<Written>): Promise<Written> {
    const leg = this.leg(callId, peer)
    return leg ? this.#keepWritten(await write(leg)) : { ok: false, error: 'UnknownCall' }
  }

  #keepWritten(written: Written): Written {
    if (written.ok) this.keep(written.leg)
    return written
  }

  async take(envelope: SignedEnvelope): Promise<Received> {
    const opened = openEnvelope(envelope, this.me)
    if (!opened.ok) return { ...opened, leg: null, pin: null, notice: null }
    const { from } = opened.opened.message
    const received = await receive(opened.opened, {
      legs: [...this.legs.values()],
      ownList: this.ownList,
      pin: this.pins.get(from.user) ?? null,
      chain: this.directory.get(from.user) ?? [],
      lastCtr: this.ctrs.get(from.dev) ?? 0,
      serverAge: this.serverAge,
      now: this.now,
    })
    if (received.pin) this.pins.set(from.user, received.pin)
    if (!received.ok) return received
    this.keep(received.leg)
    if (received.event.is === 'offer') this.ctrs.set(from.dev, received.event.ctr)
    return received
  }

  /** Takes over what the server has of this person's own list. */
  async refreshOwnList(): Promise<void> {
    const read = await readDeviceList(this.me.user, this.directory.get(this.me.user) ?? [])
    if (read.ok) this.ownList = read.list
  }
}
