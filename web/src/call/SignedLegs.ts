import type { Media } from '@tacet/domain/call/CallState'
import type { ByeReason } from '@tacet/protocol/byeReason'
import type { CallKind } from '@tacet/protocol/history'
import type { CallId, DeviceId, PersonId } from '@tacet/protocol/ids'
import { consequenceOf } from '@tacet/protocol/verified/consequence'
import type { DeviceList, SignedEntry } from '@tacet/protocol/verified/deviceList'
import { openEnvelope } from '@tacet/protocol/verified/envelope'
import { hashText } from '@tacet/protocol/verified/hash'
import type { DeviceKeys } from '@tacet/protocol/verified/keys'
import { certify, isSecured, type Leg, sasOf } from '@tacet/protocol/verified/leg'
import type { SignedEnvelope } from '@tacet/protocol/verified/messages'
import { pinAfterError } from '@tacet/protocol/verified/pin'
import { receive } from '@tacet/protocol/verified/receive'
import type { Sas } from '@tacet/protocol/verified/sas'
import type { LegEvent } from '@tacet/protocol/verified/take'
import type { VcallError } from '@tacet/protocol/verified/VcallError'
import {
  type Written,
  writeAccept,
  writeAnswer,
  writeBye,
  writeCandidates,
  writeConfirm,
  writeOffer,
  writeRenego,
} from '@tacet/protocol/verified/write'
import type { Peers } from '../identity/Peers.ts'
import type { Vault } from '../identity/ports.ts'
import type { LegCandidate } from '../media/ports.ts'

/** Who speaks: this device, and its person's list as it was last checked. */
export interface Speaker {
  readonly keys: DeviceKeys
  readonly list: DeviceList
}

export interface SignedLegsDeps {
  /** Null while this device is not listed: it neither calls nor rings. */
  readonly speaker: () => Speaker | null
  readonly vault: Vault
  readonly peers: Peers
  /** Hands over what a leg says; `over`: it says nothing more. */
  readonly post: (leg: Leg, envelope: SignedEnvelope) => void
  readonly over: (call: CallId, device: DeviceId) => void
  readonly drawNonce: () => string
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number
  readonly wallClock: () => number
}

export interface Incoming {
  readonly call: CallId
  readonly from: { readonly person: PersonId; readonly device: DeviceId }
  readonly envelope: SignedEnvelope
  readonly age: number
  /** With an offer: the sender's chain as the server has it. */
  readonly chain: readonly SignedEntry[] | null
}

export type Heard =
  | { readonly is: 'event'; readonly leg: Leg; readonly event: LegEvent }
  | { readonly is: 'nothing' }
  /** [ERR-1] Something before it is missing. */
  | { readonly is: 'missing'; readonly leg: Leg }
  /** ERR-2: the leg is over; the other side has been told. */
  | { readonly is: 'refused'; readonly leg: Leg; readonly error: VcallError }

const NOTHING: Heard = { is: 'nothing' }

/**
 * The signed legs of this device (vcall/1): every message that leaves is written here, every one that comes is checked
 * here. One step at a time: what a message does to its leg is in place before the next one is looked at.
 */
export class SignedLegs {
  readonly #deps: SignedLegsDeps
  readonly #legs = new Map<string, Leg>()
  #steps: Promise<unknown> = Promise.resolve()

  constructor(deps: SignedLegsDeps) {
    this.#deps = deps
  }

  find(call: CallId, device: DeviceId): Leg | null {
    return this.#legs.get(keyOf(call, device)) ?? null
  }

  /** Whether tracks may be attached and the lock shown (RING-5). */
  isSecured(call: CallId, device: DeviceId): boolean {
    const leg = this.find(call, device)
    return leg !== null && isSecured(leg)
  }

  /** LEG-2: one counter for all legs of a call. */
  nextCtr(): Promise<number> {
    return this.#deps.vault.nextCtr(this.#deps.wallClock())
  }

  /** Caller: begins a leg and sends its offer. An error where the peer's keys don't allow it. */
  begin(
    call: CallId,
    peer: PersonId,
    device: DeviceId,
    offer: { ctr: number; media: CallKind; pre: 0 | 1; sdp: string },
  ) {
    return this.#inOrder(async (): Promise<VcallError | null> => {
      const speaker = this.#deps.speaker()
      if (!speaker) return 'UnknownDevice'
      const checked = await this.#deps.peers.check(peer)
      if (!checked.ok) return checked.error
      const written = await writeOffer(
        {
          callId: call,
          ownList: speaker.list,
          peerList: checked.list,
          peerDevice: device,
          nonceA: this.#deps.drawNonce(),
          now: this.#deps.now(),
          ...offer,
        },
        speaker.keys,
      )
      return this.#keep(written)
    })
  }

  /** Callee: answers. That is no consent (RING-3). */
  answer(call: CallId, device: DeviceId, sdp: string): Promise<VcallError | null> {
    return this.#inOrder(async () => {
      const leg = this.find(call, device)
      const speaker = this.#deps.speaker()
      if (!leg || !speaker) return 'UnknownCall'
      const answer = { ownList: speaker.list, nonceB: this.#deps.drawNonce(), sdp }
      return this.#keep(await writeAnswer(leg, answer, speaker.keys))
    })
  }

  /** Callee, after the click: consent. */
  accept(call: CallId, device: DeviceId, media: Media): Promise<VcallError | null> {
    return this.#inOrder(() => this.#write(call, device, (leg, keys) => writeAccept(leg, media, keys)))
  }

  confirm(call: CallId, device: DeviceId): Promise<VcallError | null> {
    return this.#inOrder(() => this.#write(call, device, writeConfirm))
  }

  renegotiate(
    call: CallId,
    device: DeviceId,
    kind: 'offer' | 'answer',
    sdp: string,
  ): Promise<VcallError | null> {
    return this.#inOrder(() => this.#write(call, device, (leg, keys) => writeRenego(leg, kind, sdp, keys)))
  }

  candidates(
    call: CallId,
    device: DeviceId,
    candidates: readonly LegCandidate[],
  ): Promise<VcallError | null> {
    return this.#inOrder(() =>
      this.#write(call, device, (leg, keys) => writeCandidates(leg, candidates, keys)),
    )
  }

  /** Says bye where a leg still is, and forgets it. */
  end(call: CallId, device: DeviceId, reason: ByeReason | null, error: VcallError | '' = ''): Promise<void> {
    return this.#inOrder(async () => {
      if (reason) await this.#write(call, device, (leg, keys) => writeBye(leg, reason, error, keys))
      this.#forget(call, device)
    })
  }

  /** The legs that go on, and the number of the message that each of them waits for (SEQ-2). */
  awaited(): readonly { readonly leg: Leg; readonly next: number }[] {
    return [...this.#legs.values()].map(leg => ({ leg, next: leg.received.length }))
  }

  /** RX-14, when DTLS is up and after every restart. Null: it is the certificate of the signed description. */
  certify(call: CallId, device: DeviceId, certificates: readonly ArrayBuffer[] | undefined) {
    return this.#inOrder(async (): Promise<VcallError | null> => {
      const leg = this.find(call, device)
      if (!leg) return 'UnknownCall'
      const checked = await certify(leg, certificates)
      if (!checked.ok) return checked.error
      this.#legs.set(keyOf(call, device), checked.leg)
      return null
    })
  }

  async sas(call: CallId, device: DeviceId): Promise<Sas | null> {
    const leg = this.find(call, device)
    return leg && sasOf(leg)
  }

  /** Resolves when everything that has come so far has been looked at. */
  async settled(): Promise<void> {
    await this.#steps
  }

  /** RX-1…13 on something that came from the server. */
  hear(incoming: Incoming): Promise<Heard> {
    return this.#inOrder(() => this.#hear(incoming))
  }

  async #hear({ call, from, envelope, age, chain }: Incoming): Promise<Heard> {
    const { peers, vault, speaker, now } = this.#deps
    const me = speaker()
    if (!me) return NOTHING
    const known = this.find(call, from.device)
    const opened = openEnvelope(envelope, { user: me.list.user, dev: me.keys.device.dev })
    if (!opened.ok) return this.#refuse(opened, known, known)
    // The server routes by what it says; only the message itself says who speaks.
    const { from: sender, t } = opened.opened.message
    const person = sender.user as PersonId
    if (chain) peers.heard(person, chain)
    // Reading the vault is what costs most in a call set-up: only where a list is judged anew, and offers are counted.
    const pin = t === 'offer' || t === 'answer' ? await vault.pin(person) : peers.of(person).pin
    const superseded = t === 'offer' && known && (await mayBeginAnew(known, envelope.m)) ? known : null
    const received = await receive(opened.opened, {
      legs: [...this.#legs.values()].filter(leg => leg !== superseded),
      ownList: me.list,
      pin,
      chain: peers.chainOf(person),
      lastCtr: t === 'offer' ? await vault.lastCtr(sender.dev) : 0,
      serverAge: age,
      now: now(),
    })
    if (!received.ok) {
      const told =
        received.notice === null && received.leg ? pinAfterError(received.pin, received.error) : received
      await peers.remember(person, told.pin, told.notice)
      return this.#refuse(received, known, received.leg)
    }
    const { leg, event } = received
    await peers.remember(person, received.pin, received.notice, leg.peerList)
    if (event.is === 'offer') await vault.saveCtr(leg.peer.dev, event.ctr)
    this.#legs.set(keyOf(leg.callId, leg.peer.dev), leg)
    return { is: 'event', leg, event }
  }

  /** ERR-1…3: what a refused message does to the leg that it is about. */
  async #refuse(
    refused: Parameters<typeof consequenceOf>[0],
    known: Leg | null,
    proven: Leg | null,
  ): Promise<Heard> {
    const leg = proven ?? known
    const about = leg === null ? 'none' : isSecured(leg) ? 'secured' : 'open'
    if (leg === null) return NOTHING
    const consequence = consequenceOf(refused, about)
    if (consequence === 'redeliver') return { is: 'missing', leg }
    if (consequence === 'drop') return NOTHING
    const { callId, peer } = leg
    const { dev } = peer
    // An offer that is refused never became a leg of ours; its sender is told all the same.
    if (!this.find(callId, dev)) this.#legs.set(keyOf(callId, dev), leg)
    await this.#write(callId, dev, (now, keys) => writeBye(now, 'error', refused.error, keys))
    this.#forget(callId, dev)
    return { is: 'refused', leg, error: refused.error }
  }

  async #write(
    call: CallId,
    device: DeviceId,
    write: (leg: Leg, keys: DeviceKeys) => Promise<Written>,
  ): Promise<VcallError | null> {
    const leg = this.find(call, device)
    const keys = this.#deps.speaker()?.keys
    if (!leg || !keys) return 'UnknownCall'
    return this.#keep(await write(leg, keys))
  }

  #keep(written: Written): VcallError | null {
    if (!written.ok) return written.error
    const { leg, envelope } = written
    this.#legs.set(keyOf(leg.callId, leg.peer.dev), leg)
    this.#deps.post(leg, envelope)
    return null
  }

  #forget(call: CallId, device: DeviceId): void {
    this.#legs.delete(keyOf(call, device))
    this.#deps.over(call, device)
  }

  #inOrder<T>(step: () => Promise<T>): Promise<T> {
    const result = this.#steps.then(step)
    this.#steps = result.catch(() => undefined)
    return result
  }
}

/**
 * [CALL-2] To a device whose line broke while it rang the caller sends a new offer, for its page may be another. Where it
 * is the same page, that offer takes the place of the leg, if nobody has consented yet. It passes every check (LEG-2).
 */
async function mayBeginAnew(leg: Leg, offer: string): Promise<boolean> {
  return leg.role === 'callee' && leg.accepted === null && leg.offer.hash !== (await hashText(offer))
}

const keyOf = (call: CallId, device: string): string => `${call} ${device}`
