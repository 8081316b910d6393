import { z } from 'zod/mini'
import { ByeReason } from '../byeReason.ts'
import { CallKind } from '../history.ts'
import { CallId, DeviceId } from '../ids.ts'
import { Bytes32 } from './base64url.ts'
import { CANDIDATE_MAX_BYTES, CANDIDATES_PER_MESSAGE, MID_MAX_LENGTH, UFRAG_MAX_LENGTH } from './limits.ts'
import { utf8 } from './webCrypto.ts'

/** [VER-1] */
export const VCALL_VERSION = 'vcall/1'

/** [ENC-1] A person as messages and device lists name them; the ids of people fit in. */
export const User = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'not a user'))

/** One device of one person. */
export const Party = z.strictObject({ user: User, dev: DeviceId })
export type Party = z.infer<typeof Party>

export const isSameParty = (a: Party, b: Party): boolean => a.user === b.user && a.dev === b.dev

export const Natural = z.int().check(z.nonnegative())

/** [DL-7] The newest entry that somebody knows of a device list. */
const ListHead = z.strictObject({ seq: Natural, head: Bytes32 })
export type ListHead = z.infer<typeof ListHead>

const Candidate = z.strictObject({
  mid: z.string().check(z.maxLength(MID_MAX_LENGTH)),
  ufrag: z.string().check(z.maxLength(UFRAG_MAX_LENGTH)),
  /** Empty: no more of this generation. */
  cand: z.string().check(z.refine(text => utf8(text).length <= CANDIDATE_MAX_BYTES)),
})
export type Candidate = z.infer<typeof Candidate>

export const CallMedia = z.enum(['audio', 'video'])
export type CallMedia = z.infer<typeof CallMedia>

const common = {
  v: z.literal(VCALL_VERSION),
  callId: CallId,
  from: Party,
  to: Party,
  /** [SEQ-1] Counts from 0, per sender and leg. */
  n: Natural,
}

/** [MSG-1] The seven messages: all fields, no others. Hashes are those of the whole text `m` that is answered. */
export const Message = z.discriminatedUnion('t', [
  z.strictObject({
    ...common,
    t: z.literal('offer'),
    /** [LEG-2] Rises with every call of the device; milliseconds at most by accident. */
    ctr: Natural,
    media: CallKind,
    /** [RING-1] 1: answer at once and connect while it rings. 0: answer after the click. */
    pre: z.literal([0, 1]),
    sdpHash: Bytes32,
    fp: Bytes32,
    commit: Bytes32,
    dl: ListHead,
    peer: ListHead,
  }),
  z.strictObject({
    ...common,
    t: z.literal('answer'),
    offerHash: Bytes32,
    sdpHash: Bytes32,
    fp: Bytes32,
    nonceB: Bytes32,
    dl: ListHead,
    peer: ListHead,
  }),
  z.strictObject({ ...common, t: z.literal('confirm'), answerHash: Bytes32, nonceA: Bytes32 }),
  z.strictObject({ ...common, t: z.literal('accept'), answerHash: Bytes32, media: CallMedia }),
  z.strictObject({
    ...common,
    t: z.literal('cand'),
    cands: z.array(Candidate).check(z.minLength(1), z.maxLength(CANDIDATES_PER_MESSAGE)),
  }),
  z.strictObject({
    ...common,
    t: z.literal('renego'),
    k: z.enum(['offer', 'answer']),
    re: Bytes32,
    sdpHash: Bytes32,
    fp: Bytes32,
  }),
  z.strictObject({
    ...common,
    t: z.literal('bye'),
    reason: ByeReason,
    /** The name of an error where `reason` is `error`. */
    err: z.string().check(z.regex(/^[A-Za-z]{0,32}$/)),
  }),
])
export type Message = z.infer<typeof Message>
export type MessageOf<T extends Message['t']> = Extract<Message, { t: T }>

/**
 * [SIG-1] How a message travels: its canonical text, the signature, and beside them the session description of an
 * offer, an answer or a renegotiation. Sizes and a stripped signature are matters of the receiver's checks.
 */
export interface SignedEnvelope {
  readonly m: string
  readonly sig?: string | undefined
  readonly sdp?: string | undefined
}

const Glimpse = z.object({
  t: z.enum(['offer', 'answer', 'confirm', 'accept', 'cand', 'renego', 'bye']),
  media: z.optional(CallKind),
  reason: z.optional(ByeReason),
})
export type Glimpse = z.infer<typeof Glimpse>

/** What the server reads of a message, and all it reads; unproven. Null where there is nothing to read. */
export function glimpse(m: string): Glimpse | null {
  try {
    return Glimpse.parse(JSON.parse(m))
  } catch {
    return null
  }
}
