import type { CallKind } from '../history.ts'
import type { CallId } from '../ids.ts'
import { checkCertificate } from './certificate.ts'
import type { DeviceList } from './deviceList.ts'
import type { CallMedia, Party } from './messages.ts'
import { deriveSas, type Sas } from './sas.ts'
import type { Refusal } from './VcallError.ts'

/**
 * [LEG-1] One call between this device and one device of the other person: all that decides what may come next. A
 * value; `receive` and the functions of `write.ts` give the next one. Whoever holds legs takes one step at a time: the
 * result of each message must be in place before the next one of the same leg is looked at.
 *
 * Lives in RAM only (STORE-1). Hashes are those of messages' texts, base64url.
 */
export interface Leg {
  readonly role: 'caller' | 'callee'
  readonly callId: CallId
  readonly me: Party
  readonly peer: Party
  /** [DL-4] The peer's list as it was checked with its last offer or answer. */
  readonly peerList: DeviceList
  /** Caller: when the offer went out, in milliseconds of this device's own monotonic clock. Callee: null. */
  readonly offeredAt: number | null
  readonly offer: {
    readonly hash: string
    readonly media: CallKind
    readonly pre: 0 | 1
    readonly commit: string
  }
  readonly answer: { readonly hash: string; readonly nonceB: string } | null
  /** Caller: from the start. Callee: once the peer has revealed it. */
  readonly nonceA: string | null
  /** The confirm has been sent or has come. */
  readonly confirmed: boolean
  /** With what the callee accepted; the callee's own click, or the signed word of it. */
  readonly accepted: CallMedia | null
  /** [CERT-1] DTLS has shown the certificate of the peer's description. */
  readonly certified: boolean
  readonly fp: { readonly own: string | null; readonly peer: string | null }
  /** [SEQ-1] How many messages this device has sent, which is the `n` of its next one. */
  readonly sent: number
  /** [SEQ-2] Hashes of the peer's messages, by `n`. */
  readonly received: readonly string[]
  /** [BIND-1] What renegotiations answer: the last completed answer, and the offers that still wait for one. */
  readonly renego: {
    readonly lastAnswer: string | null
    readonly own: string | null
    readonly peer: string | null
  }
  /** [MSG-2] Candidates of each generation, by ufrag. */
  readonly candidates: {
    readonly own: ReadonlyMap<string, number>
    readonly peer: ReadonlyMap<string, number>
  }
}

/** A leg as its offer begins it. */
export function newLeg(
  begun: Pick<Leg, 'role' | 'callId' | 'me' | 'peer' | 'peerList' | 'offeredAt' | 'offer' | 'nonceA' | 'fp'>,
): Leg {
  return {
    ...begun,
    answer: null,
    confirmed: false,
    accepted: null,
    certified: false,
    sent: begun.role === 'caller' ? 1 : 0,
    received: begun.role === 'callee' ? [begun.offer.hash] : [],
    renego: { lastAnswer: null, own: null, peer: null },
    candidates: { own: new Map(), peer: new Map() },
  }
}

/**
 * [RING-5] Whether tracks may be attached and the lock shown: consent, the transcript and the certificate are all
 * proven. The callee's own click is in `accepted`, for it signs its accept in the same step.
 */
export function isSecured(leg: Leg): boolean {
  return leg.accepted !== null && leg.certified && (leg.role === 'caller' || leg.confirmed)
}

/**
 * RX-14. Once DTLS is connected, and again after every restart; `certificates` as `getRemoteCertificates()` gave them.
 * A mismatch always ends the leg.
 */
export async function certify(
  leg: Leg,
  certificates: readonly ArrayBuffer[] | undefined,
): Promise<{ readonly ok: true; readonly leg: Leg } | Refusal<'CertificateMismatch'>> {
  const checked = await checkCertificate(leg.fp.peer, certificates)
  return checked.ok ? { ok: true, leg: { ...leg, certified: true } } : checked
}

/** [SAS-2] The five emoji of this leg, by number; null until both nonces are known and the commitment was opened. */
export async function sasOf(leg: Leg): Promise<Sas | null> {
  const { answer, nonceA, offer } = leg
  if (!answer || !nonceA) return null
  return await deriveSas({
    nonceA,
    nonceB: answer.nonceB,
    offerHash: offer.hash,
    answerHash: answer.hash,
  })
}
