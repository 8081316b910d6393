import { type DeviceList, findDevice, headOf, type SignedEntry } from './deviceList.ts'
import type { Opened } from './envelope.ts'
import { hashText } from './hash.ts'
import { type Leg, newLeg } from './leg.ts'
import type { ListHead, Message, MessageOf } from './messages.ts'
import { checkNewOffer, checkOrder, findLeg } from './order.ts'
import { checkDeviceList, type Pin, pinAfterError } from './pin.ts'
import { commitTo } from './sas.ts'
import { checkSdp } from './sdp.ts'
import { verifyText } from './signature.ts'
import { type LegEvent, take } from './take.ts'
import { type TrustNotice, trustEventOf } from './trust.ts'
import type { ReceiverRule, VcallError } from './VcallError.ts'

/** What this device knows when a message comes; most of it about the person whom the message names as its sender. */
export interface Knowledge {
  /** All live legs of this device. */
  readonly legs: readonly Leg[]
  /** This person's own list, checked. */
  readonly ownList: DeviceList
  /** What is remembered of the sender's list. */
  readonly pin: Pin | null
  /** The sender's list as the server has it now. Offers and answers are checked against it (DL-4), others need none. */
  readonly chain: readonly SignedEntry[]
  /** The highest `ctr` accepted from the sender's device, 0 if none. */
  readonly lastCtr: number
  /** How long the message was on the server, in milliseconds by the server's word. */
  readonly serverAge: number
  /** Milliseconds on this device's own monotonic clock, the same as for `Leg.offeredAt`. */
  readonly now: number
}

/** `pin` and `notice` in both cases: what to remember of the sender's list from now on, and what to tell people. */
export type Received = { readonly pin: Pin | null; readonly notice: TrustNotice | null } & (
  | { readonly ok: true; readonly leg: Leg; readonly event: LegEvent }
  | {
      readonly ok: false
      readonly rule: ReceiverRule
      readonly error: VcallError
      /** On which a proven peer can be told (ERR-3): the leg of the message, or that of an offer that is refused. */
      readonly leg: Leg | null
    }
)

interface Fault {
  readonly rule: ReceiverRule
  readonly error: VcallError
}

/** The sender's list, by which its signature is judged. */
interface Sender {
  readonly list: DeviceList
  readonly pin: Pin | null
  readonly notice: TrustNotice | null
}

/** RX-6…13, in this order; RX-1…5 are `openEnvelope`, RX-14 is `certify`. Never throws, whatever came. */
export async function receive(opened: Opened, known: Knowledge): Promise<Received> {
  const { message, envelope } = opened
  const found = await findSender(message, known)
  if (!('list' in found)) return found
  const { list } = found
  const fail = (fault: Fault, leg: Leg | null): Received => {
    // Nothing new is remembered of a message that is refused, except what a proven one says against the keys.
    const tells = leg !== null && trustEventOf(fault.error) !== null
    const after = tells ? pinAfterError(found.pin, fault.error) : { pin: known.pin, notice: null }
    return { ok: false, ...fault, leg, ...after }
  }

  const device = findDevice(list, message.from.dev)
  if (!device) return fail({ rule: 'RX-7', error: 'UnknownDevice' }, null)
  if (!(await verifyText(message.t, envelope.m, envelope.sig, device.dik))) {
    return fail({ rule: 'RX-8', error: 'BadSignature' }, null)
  }
  const hash = await hashText(envelope.m)
  const placed = place(message, hash, list, known)
  if (!placed.ok) return fail({ rule: 'RX-9', error: placed.error }, placed.leg)
  const { leg } = placed
  const fault = checkHeads(message, list, known.ownList) ?? (await checkTranscript(leg, message))
  if (fault) return fail(fault, leg)
  const described = await checkSdp(message, envelope.sdp, leg.fp.peer)
  if (!described.ok) return fail({ rule: 'RX-13', error: described.error }, leg)

  const { pin, notice } = found
  if (message.t === 'offer') {
    const { media, pre, ctr } = message
    return { ok: true, leg, event: { is: 'offer', media, pre, ctr, sdp: described.sdp }, pin, notice }
  }
  return { ok: true, ...take({ ...leg, peerList: list }, message, hash, described.sdp), pin, notice }
}

/** RX-6. [DL-4] Offers and answers have the whole chain checked; other messages use the result that their call has. */
async function findSender(message: Message, known: Knowledge): Promise<Sender | Received> {
  const { pin } = known
  const { callId, from, t } = message
  if (t === 'offer' || t === 'answer') {
    const checked = await checkDeviceList(from.user, known.chain, pin)
    return checked.ok ? checked : { ...checked, rule: 'RX-6', leg: null }
  }
  const nothing = { ok: false, leg: null, pin, notice: null } as const
  // [TRUST-4]
  if (pin?.state === 'blocked') return { ...nothing, rule: 'RX-6', error: 'PeerBlocked' }
  const ofCall = known.legs.filter(leg => leg.callId === callId && leg.peer.user === from.user)
  const leg = ofCall.find(({ peer }) => peer.dev === from.dev) ?? ofCall[0]
  // Nothing is known by which it could be proven, and without a call it can have no effect.
  return leg ? { list: leg.peerList, pin, notice: null } : { ...nothing, rule: 'RX-9', error: 'UnknownCall' }
}

type Placed =
  | { readonly ok: true; readonly leg: Leg }
  | { readonly ok: false; readonly error: VcallError; readonly leg: Leg | null }

/** RX-9. An offer that begins a call gets its leg here, so that a refusal has something to be sent on. */
function place(message: Message, hash: string, list: DeviceList, known: Knowledge): Placed {
  const found = findLeg(known.legs, message)
  if (!found.ok) return { ...found, leg: null }
  if (found.leg) {
    const error = checkOrder(found.leg, message, hash, known.now)
    return error ? { ok: false, error, leg: found.leg } : { ok: true, leg: found.leg }
  }
  if (message.t !== 'offer') return { ok: false, error: 'UnknownCall', leg: null }
  const error = checkNewOffer(message, known.lastCtr, known.serverAge)
  return error ? { ok: false, error, leg: null } : { ok: true, leg: legOf(message, hash, list) }
}

function legOf(offer: MessageOf<'offer'>, hash: string, peerList: DeviceList): Leg {
  const { callId, media, pre, commit, fp } = offer
  return newLeg({
    role: 'callee',
    callId,
    me: offer.to,
    peer: offer.from,
    peerList,
    offeredAt: null,
    offer: { hash, media, pre, commit },
    nonceA: null,
    fp: { own: null, peer: fp },
  })
}

/** [DL-7] A head that the other side knows must be the one that this side knows at the same place. */
function checkHead(head: ListHead, list: DeviceList): VcallError | null {
  if (head.seq > headOf(list).seq) return 'DeviceListRollback'
  return list.entries[head.seq]?.hash === head.head ? null : 'ForkedDeviceList'
}

/** RX-10: the sender's own list, and ours as the sender was shown it. */
function checkHeads(message: Message, list: DeviceList, ownList: DeviceList): Fault | null {
  if (message.t !== 'offer' && message.t !== 'answer') return null
  const error = checkHead(message.dl, list) ?? checkHead(message.peer, ownList)
  return error ? { rule: 'RX-10', error } : null
}

/** RX-11, [BIND-1], and RX-12, [SAS-2]. */
async function checkTranscript(leg: Leg, message: Message): Promise<Fault | null> {
  if (!answersRightly(leg, message)) return { rule: 'RX-11', error: 'TranscriptMismatch' }
  if (message.t === 'confirm' && (await commitTo(message.nonceA)) !== leg.offer.commit) {
    return { rule: 'RX-12', error: 'CommitmentMismatch' }
  }
  return null
}

/** [BIND-1] */
function answersRightly(leg: Leg, message: Message): boolean {
  switch (message.t) {
    case 'answer':
      return message.offerHash === leg.offer.hash
    case 'confirm':
    case 'accept':
      return message.answerHash === leg.answer?.hash
    case 'renego':
      return message.re === (message.k === 'offer' ? leg.renego.lastAnswer : leg.renego.own)
    case 'offer':
    case 'cand':
    case 'bye':
      return true
  }
}
