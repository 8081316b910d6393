import { type DeviceList, readDeviceList, type SignedEntry } from '../deviceList.ts'
import { openEnvelope } from '../envelope.ts'
import { type DeviceKeys, importDeviceKeys } from '../keys.ts'
import { type Leg, sasOf } from '../leg.ts'
import { Message, type Party, type SignedEnvelope } from '../messages.ts'
import { checkDeviceList } from '../pin.ts'
import { receive } from '../receive.ts'
import {
  type Written,
  writeAccept,
  writeAnswer,
  writeBye,
  writeCandidates,
  writeConfirm,
  writeOffer,
  writeRenego,
} from '../write.ts'
import { fromHex } from './Tally.ts'
import type { Flow, Given, Vectors } from './Vectors.ts'
import { chainOf } from './valueVectors.ts'

/** One device of a flow: writes its own messages anew from what they say, and takes the others'. */
export class FlowDevice {
  readonly #given: Given
  readonly #keys: DeviceKeys
  readonly #me: Party
  readonly #ownList: DeviceList
  readonly #chains: ReadonlyMap<string, readonly SignedEntry[]>
  readonly #derived: Flow['derived']
  #leg: Leg | null = null
  #ctr: number

  private constructor(
    given: Given,
    keys: DeviceKeys,
    ownList: DeviceList,
    chains: ReadonlyMap<string, readonly SignedEntry[]>,
    derived: Flow['derived'],
  ) {
    this.#given = given
    this.#keys = keys
    this.#me = { user: ownList.user, dev: keys.device.dev }
    this.#ownList = ownList
    this.#chains = chains
    this.#derived = derived
    this.#ctr = given.lastCtr
  }

  /** Null where the vectors name no such device, or its own list is wrong. */
  static async of(vectors: Vectors, name: string, flow: Flow, given: Given): Promise<FlowDevice | null> {
    const vector = vectors.keys[name]
    if (!vector) return null
    const keys = await importDeviceKeys({ dik: fromHex(vector.seedHex), dhk: fromHex(vector.dhkSeedHex) })
    const names = Object.entries(given.lists)
    const chains = new Map(names.map(([user, entries]) => [user, chainOf(vectors, entries)] as const))
    const own = await readDeviceList(vector.user, chains.get(vector.user) ?? [])
    return own.ok ? new FlowDevice(given, keys, own.list, chains, flow.derived) : null
  }

  async sas(): Promise<readonly number[] | null> {
    return this.#leg && (await sasOf(this.#leg))
  }

  /** `ok`, or the name of the error. */
  async take(envelope: SignedEnvelope, elapsed: number): Promise<string> {
    const opened = openEnvelope(envelope, this.#me)
    if (!opened.ok) return opened.error
    const { user } = opened.opened.message.from
    const received = await receive(opened.opened, {
      legs: this.#leg ? [this.#leg] : [],
      ownList: this.#ownList,
      pin: this.#given.pins[user] ?? null,
      chain: this.#chains.get(user) ?? [],
      lastCtr: this.#ctr,
      serverAge: this.#given.serverAgeMs,
      now: elapsed,
    })
    if (!received.ok) return received.error
    this.#leg = received.leg
    if (received.event.is === 'offer') this.#ctr = received.event.ctr
    return 'ok'
  }

  /** What this device makes of the same content, or the name of the error. */
  async write(envelope: SignedEnvelope): Promise<SignedEnvelope | string> {
    const message = Message.parse(JSON.parse(envelope.m))
    const written = await this.#writeMessage(message, envelope.sdp ?? '')
    if (!written.ok) return written.error
    this.#leg = written.leg
    return written.envelope
  }

  async #writeMessage(message: Message, sdp: string): Promise<Written> {
    const [keys, ownList] = [this.#keys, this.#ownList]
    if (message.t === 'offer') {
      const { callId, to, ctr, media, pre } = message
      const checked = await checkDeviceList(
        to.user,
        this.#chains.get(to.user) ?? [],
        this.#given.pins[to.user] ?? null,
      )
      if (!checked.ok) return checked
      const { nonceA } = this.#derived
      const peer = { peerList: checked.list, peerDevice: to.dev }
      return await writeOffer({ callId, ownList, ...peer, ctr, media, pre, nonceA, sdp, now: 0 }, keys)
    }
    const leg = this.#leg
    if (!leg) return { ok: false, error: 'UnknownCall' }
    switch (message.t) {
      case 'answer':
        return await writeAnswer(leg, { ownList, nonceB: message.nonceB, sdp }, keys)
      case 'confirm':
        return await writeConfirm(leg, keys)
      case 'accept':
        return await writeAccept(leg, message.media, keys)
      case 'cand':
        return await writeCandidates(leg, message.cands, keys)
      case 'renego':
        return await writeRenego(leg, message.k, sdp, keys)
      case 'bye':
        return await writeBye(leg, message.reason, '', keys)
    }
  }
}
