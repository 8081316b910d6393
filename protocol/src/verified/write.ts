import type { ByeReason } from '../byeReason.ts'
import type { CallKind } from '../history.ts'
import type { CallId, DeviceId } from '../ids.ts'
import { writeCanonical } from './canonical.ts'
import { type DeviceList, findDevice, headOf } from './deviceList.ts'
import { hashText } from './hash.ts'
import type { DeviceKeys } from './keys.ts'
import { type Leg, newLeg } from './leg.ts'
import { MESSAGE_MAX_BYTES, SDP_MAX_BYTES } from './limits.ts'
import {
  type CallMedia,
  type Candidate,
  Message,
  type Party,
  type SignedEnvelope,
  VCALL_VERSION,
} from './messages.ts'
import { countCandidates } from './order.ts'
import { commitTo } from './sas.ts'
import { checkSdp, fingerprintOf } from './sdp.ts'
import { signText } from './signature.ts'
import { type Refusal, refuse, type VcallError } from './VcallError.ts'
import { utf8 } from './webCrypto.ts'

/**
 * What this device says: each function gives the envelope to send and the leg as it is afterwards. They refuse what the
 * other side would refuse, `UnexpectedMessage` where the message has no place now, and never throw.
 */
export type Written = { readonly ok: true; readonly leg: Leg; readonly envelope: SignedEnvelope } | Refusal

type Common = 'v' | 'callId' | 'from' | 'to' | 'n'
type Body = Message extends infer M ? (M extends Message ? Omit<M, Common> : never) : never
type Frame = Pick<Leg, 'callId' | 'me' | 'peer' | 'sent'> & { readonly ownFp: string | null }

type Signed =
  | { readonly ok: true; readonly hash: string; readonly envelope: SignedEnvelope }
  | Refusal<VcallError>

async function sign(frame: Frame, body: Body, keys: DeviceKeys, sdp?: string): Promise<Signed> {
  const { callId, me, peer, sent, ownFp } = frame
  const message = Message.safeParse({ v: VCALL_VERSION, callId, from: me, to: peer, n: sent, ...body })
  if (!message.success) return refuse('BadFormat')
  const text = writeCanonical(message.data)
  if (!text.ok) return text
  const m = text.value
  if (utf8(m).length > MESSAGE_MAX_BYTES || utf8(sdp ?? '').length > SDP_MAX_BYTES) return refuse('TooLarge')
  const described = await checkSdp(message.data, sdp, ownFp)
  if (!described.ok) return described
  const sig = await signText(message.data.t, m, keys.dik)
  return { ok: true, hash: await hashText(m), envelope: sdp === undefined ? { m, sig } : { m, sig, sdp } }
}

const UNEXPECTED = refuse('UnexpectedMessage')

async function write(
  leg: Leg,
  body: Body,
  keys: DeviceKeys,
  after: (hash: string) => Partial<Leg>,
  sdp?: string,
): Promise<Written> {
  const signed = await sign({ ...leg, ownFp: leg.fp.own }, body, keys, sdp)
  if (!signed.ok) return signed
  return { ok: true, envelope: signed.envelope, leg: { ...leg, sent: leg.sent + 1, ...after(signed.hash) } }
}

/** [LEG-2] The counter of a new call; `clock` is this device's wall clock, `last` the highest it ever sent. */
export const nextCtr = (last: number, clock: number): number => Math.max(last + 1, clock)

export interface NewOffer {
  readonly callId: CallId
  readonly ownList: DeviceList
  /** As `checkDeviceList` gave it just now: so a blocked peer can't be called (TRUST-4). */
  readonly peerList: DeviceList
  readonly peerDevice: DeviceId
  readonly ctr: number
  readonly media: CallKind
  readonly pre: 0 | 1
  /** 32 random bytes, fresh for every leg. */
  readonly nonceA: string
  readonly sdp: string
  /** Milliseconds on this device's monotonic clock. */
  readonly now: number
}

/** Begins a leg as its caller. */
export async function writeOffer(offer: NewOffer, keys: DeviceKeys): Promise<Written> {
  const { callId, ownList, peerList, ctr, media, pre, nonceA, sdp, now } = offer
  const me: Party = { user: ownList.user, dev: keys.device.dev }
  const peer: Party = { user: peerList.user, dev: offer.peerDevice }
  if (!findDevice(ownList, me.dev) || !findDevice(peerList, peer.dev)) return refuse('UnknownDevice')
  const fp = fingerprintOf(sdp)
  if (fp === null) return refuse('FingerprintMismatch')
  const commit = await commitTo(nonceA)
  const sdpHash = await hashText(sdp)
  const heads = { dl: headOf(ownList), peer: headOf(peerList) }
  const frame: Frame = { callId, me, peer, sent: 0, ownFp: fp }
  const signed = await sign(frame, { t: 'offer', ctr, media, pre, sdpHash, fp, commit, ...heads }, keys, sdp)
  if (!signed.ok) return signed
  const leg = newLeg({
    role: 'caller',
    callId,
    me,
    peer,
    peerList,
    offeredAt: now,
    offer: { hash: signed.hash, media, pre, commit },
    nonceA,
    fp: { own: fp, peer: null },
  })
  return { ok: true, envelope: signed.envelope, leg }
}

export interface NewAnswer {
  readonly ownList: DeviceList
  /** 32 random bytes, fresh for every leg. */
  readonly nonceB: string
  readonly sdp: string
}

/** Callee: answers. That is no consent (RING-3). */
export async function writeAnswer(leg: Leg, answer: NewAnswer, keys: DeviceKeys): Promise<Written> {
  if (leg.role !== 'callee' || leg.answer) return UNEXPECTED
  const { ownList, nonceB, sdp } = answer
  const fp = fingerprintOf(sdp)
  if (fp === null) return refuse('FingerprintMismatch')
  const heads = { dl: headOf(ownList), peer: headOf(leg.peerList) }
  const sdpHash = await hashText(sdp)
  return await write(
    leg,
    { t: 'answer', offerHash: leg.offer.hash, sdpHash, fp, nonceB, ...heads },
    keys,
    hash => ({
      answer: { hash, nonceB },
      fp: { ...leg.fp, own: fp },
      renego: { ...leg.renego, lastAnswer: hash },
    }),
    sdp,
  )
}

/** Caller: reveals its nonce, once it holds a valid answer and not before (SAS-2). */
export async function writeConfirm(leg: Leg, keys: DeviceKeys): Promise<Written> {
  if (leg.role !== 'caller' || !leg.answer || leg.nonceA === null || leg.confirmed) return UNEXPECTED
  const body = { t: 'confirm', answerHash: leg.answer.hash, nonceA: leg.nonceA } as const
  return await write(leg, body, keys, () => ({ confirmed: true }))
}

/** Callee: consent. Only from the Accept click, or where GLARE-2 or RESUME-1 stand in for it (RING-3). */
export async function writeAccept(leg: Leg, media: CallMedia, keys: DeviceKeys): Promise<Written> {
  if (leg.role !== 'callee' || !leg.answer || leg.accepted) return UNEXPECTED
  const body = { t: 'accept', answerHash: leg.answer.hash, media } as const
  return await write(leg, body, keys, () => ({ accepted: media }))
}

export async function writeCandidates(
  leg: Leg,
  candidates: readonly Candidate[],
  keys: DeviceKeys,
): Promise<Written> {
  if (leg.role === 'callee' && !leg.answer) return UNEXPECTED
  const own = countCandidates(leg.candidates.own, candidates)
  if (!own) return refuse('TooLarge')
  return await write(leg, { t: 'cand', cands: [...candidates] }, keys, () => ({
    candidates: { ...leg.candidates, own },
  }))
}

/** [NEG-2] After consent and confirm. An offer of the caller goes over one of the callee that still waits. */
export async function writeRenego(
  leg: Leg,
  k: 'offer' | 'answer',
  sdp: string,
  keys: DeviceKeys,
): Promise<Written> {
  const { lastAnswer, own, peer } = leg.renego
  const isFree = own === null && (peer === null || leg.role === 'caller')
  const re = k === 'answer' ? peer : isFree ? lastAnswer : null
  const fp = leg.fp.own
  if (!leg.accepted || !leg.confirmed || re === null || fp === null) return UNEXPECTED
  const body = { t: 'renego', k, re, sdpHash: await hashText(sdp), fp } as const
  const after = (hash: string): Partial<Leg> => ({
    renego:
      k === 'offer' ? { lastAnswer, own: hash, peer: null } : { lastAnswer: hash, own: null, peer: null },
  })
  return await write(leg, body, keys, after, sdp)
}

/** Ends a leg. `err` is the name of the error where `reason` is `error` (ERR-3), otherwise empty. */
export async function writeBye(
  leg: Leg,
  reason: ByeReason,
  err: VcallError | '',
  keys: DeviceKeys,
): Promise<Written> {
  return await write(leg, { t: 'bye', reason, err }, keys, () => ({}))
}
