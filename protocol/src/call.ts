import { z } from 'zod/mini'
import { ByeReason } from './byeReason.ts'
import { DeviceChain } from './device.ts'
import { CallKind, CallRow } from './history.ts'
import { CallId, CallRowId, ConversationId, DeviceId, PersonId } from './ids.ts'
import { MESSAGE_MAX_BYTES, SDP_MAX_BYTES } from './verified/limits.ts'

const Address = z.object({ person: PersonId, device: DeviceId })
export type Address = z.infer<typeof Address>

/**
 * The envelope: text `m` of a message, its signature, and, with offer, answer and renego, the session description beside
 * it. The server passes it on as it is; whether all of it belongs together is for the other device to check.
 */
export const Envelope = z.object({
  m: z.string().check(z.minLength(2), z.maxLength(MESSAGE_MAX_BYTES)),
  sig: z.optional(z.string().check(z.maxLength(100))),
  sdp: z.optional(z.string().check(z.maxLength(SDP_MAX_BYTES))),
})
export type Envelope = z.infer<typeof Envelope>

export const IceServer = z.object({
  urls: z.array(z.string()),
  username: z.optional(z.string()),
  credential: z.optional(z.string()),
})
export type IceServer = z.infer<typeof IceServer>

/** Why a device ends a call. `upgraded`: it goes on as a conference (UPG-3), and nobody has hung up. */
export const EndReason = z.union([ByeReason, z.literal('upgraded')])
export type EndReason = z.infer<typeof EndReason>

/**
 * Why a ring or a call is over, as the server tells it to a device. `lost`: the other side did not come back. `dnd`: the
 * callee does not want to be disturbed, and nothing rang.
 */
export const CallEndReason = z.enum([
  'hangup',
  'declined',
  'cancelled',
  'elsewhere',
  'busy',
  'dnd',
  'timeout',
  'replaced',
  'lost',
  'error',
])
export type CallEndReason = z.infer<typeof CallEndReason>

export const CallUp = {
  /** Asks to ring. Answer: `CallStarted`, then the caller sends an offer to each device. */
  start: z.object({
    t: z.literal('call-start'),
    call: CallId,
    conversation: ConversationId,
    media: CallKind,
    /** [CALL-16] The page was loaded anew in a call with this device: it goes on, and nothing else rings. */
    resumes: z.optional(DeviceId),
  }),
  signal: z.object({ t: z.literal('call-signal'), call: CallId, to: Address, envelope: Envelope }),
  /**
   * [CALL-17] What this device has heard on a leg ends before message number `next` of the other side; send on from
   * there. `back`: say likewise what you miss.
   */
  missing: z.object({
    t: z.literal('call-missing'),
    call: CallId,
    to: Address,
    next: z.int().check(z.nonnegative()),
    back: z.boolean(),
  }),
  /** The callee's device shows the dialog now (CALL-3). */
  ringing: z.object({ t: z.literal('call-ringing'), call: CallId }),
  /** First ping or media arrived at this device. */
  connected: z.object({ t: z.literal('call-connected'), call: CallId }),
  /** This device ends the call for itself: hang up, decline, cancel, give up. */
  end: z.object({ t: z.literal('call-end'), call: CallId, reason: EndReason }),
  /** After a new connection to the server: this call still runs here. Refused as `call-over` where it doesn't. */
  resume: z.object({
    t: z.literal('call-resume'),
    call: CallId,
    conversation: ConversationId,
    row: z.nullable(CallRowId),
    media: CallKind,
    /** Who called, so that a server that forgot everything can rebuild the call. */
    caller: PersonId,
    /** The other side; its device is unknown while several ring. */
    peer: PersonId,
    device: z.nullable(DeviceId),
    phase: z.enum(['ringing', 'connecting', 'connected']),
  }),
  /** Asks for credentials of our relay that still allocate, before a restart in a long call. Answer: `CallRelay`. */
  relay: z.object({ t: z.literal('call-relay'), call: CallId }),
}

export const CallRelay = z.object({ iceServers: z.array(IceServer) })
export type CallRelay = z.infer<typeof CallRelay>

export const CallStarted = z.object({
  /** Null where nothing is written (retention 0). */
  row: z.nullable(CallRowId),
  devices: z.array(DeviceId),
  iceServers: z.array(IceServer),
  /** The callee's devices, for the caller to check. Empty where another call takes the place of this one (CALL-9). */
  chain: DeviceChain,
  /** [CALL-10] The callee is in another call and sees this one wait. */
  waiting: z.boolean(),
})
export type CallStarted = z.infer<typeof CallStarted>

export const CallDown = {
  /** `age`: milliseconds the message spent on the server, by its clock. */
  signal: z.object({
    t: z.literal('call-signal'),
    call: CallId,
    conversation: ConversationId,
    from: Address,
    envelope: Envelope,
    age: z.int(),
    /** With an offer: what the callee needs to check it and to answer. `chain`: the caller's devices. */
    ring: z.optional(
      z.object({ row: z.nullable(CallRowId), iceServers: z.array(IceServer), chain: DeviceChain }),
    ),
  }),
  /** Another device has missed messages of ours on a leg. */
  missing: z.object({
    t: z.literal('call-missing'),
    call: CallId,
    from: Address,
    next: z.int(),
    back: z.boolean(),
  }),
  /** To the caller: this device of the callee rings. */
  ringing: z.object({ t: z.literal('call-ringing'), call: CallId, device: DeviceId }),
  /** To the caller: the callee has come online with one more device, send it an offer too. */
  device: z.object({ t: z.literal('call-device'), call: CallId, device: DeviceId }),
  /** A hint that may only stop a ring or end a call, never begin or accept one (RING-4). */
  ended: z.object({ t: z.literal('call-ended'), call: CallId, reason: CallEndReason }),
  /** A stored row is new or has changed. */
  row: z.object({ t: z.literal('call-row'), call: CallRow }),
  /** A stored row has gone (glare, retention). */
  rowGone: z.object({ t: z.literal('call-row-gone'), conversation: ConversationId, row: CallRowId }),
}
