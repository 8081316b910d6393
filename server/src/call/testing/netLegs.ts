import type { ByeReason } from '@tacet/protocol/byeReason'
import type { CallKind } from '@tacet/protocol/history'
import type { CallId, DeviceId } from '@tacet/protocol/ids'
import { OFFER_MAX_AGE } from '@tacet/protocol/verified/limits'

/**
 * As much of a leg of vcall/1 as decides whether a message counts: who speaks, in which order, in answer to which offer.
 * Signatures and descriptions are tried elsewhere; here all is honest, and only comes late or not at all.
 */
export interface NetLeg {
  readonly call: CallId
  readonly device: DeviceId
  readonly role: 'caller' | 'callee'
  /** Which offer it began with. */
  readonly offer: string
  readonly offeredAt: number
  sent: number
  heard: number
  accepted: boolean
  confirmed: boolean
  /** Both descriptions of the direct path are here. */
  path: boolean
  /** When the last ping came; null while none does. */
  flows: number | null
}

export type Said =
  | { readonly t: 'offer'; readonly media: CallKind; readonly offer: string }
  /** The answer and the consent, which leave together (RING-2). */
  | { readonly t: 'accept'; readonly media: 'audio' | 'video'; readonly offer: string }
  | { readonly t: 'confirm' }
  | { readonly t: 'renego'; readonly k: 'offer' | 'answer' }
  | { readonly t: 'bye'; readonly reason: ByeReason; readonly err: string }

export type HeardSaid =
  | { readonly is: 'nothing' }
  | { readonly is: 'refused'; readonly leg: NetLeg; readonly error: string }
  | { readonly is: 'offer'; readonly leg: NetLeg; readonly media: CallKind }
  | { readonly is: 'accepted' | 'renego-offer'; readonly leg: NetLeg }
  | { readonly is: 'bye'; readonly reason: ByeReason; readonly err: string }

const NOTHING: HeardSaid = { is: 'nothing' }

/** [RING-5] Consent and transcript are proven, and the two have met. */
export const isSecured = (leg: NetLeg): boolean => leg.accepted && leg.confirmed && leg.path

/** RX-9 and RX-11 of vcall/1, and what an accepted message does to its leg. */
export function hearSaid(
  leg: NetLeg | undefined,
  message: Said & { readonly n?: number },
  { call, device, age, now }: { call: CallId; device: DeviceId; age: number; now: number },
): HeardSaid {
  if (message.t === 'offer') {
    if (leg && (leg.role === 'caller' || leg.accepted)) return refuse(leg, 'OutOfOrder')
    // [LEG-3]
    if (age > OFFER_MAX_AGE) return NOTHING
    return { is: 'offer', leg: newCalleeLeg(call, device, message.offer, now), media: message.media }
  }
  if (!leg) return NOTHING
  if (message.n !== leg.heard) return refuse(leg, 'OutOfOrder')
  leg.heard++
  switch (message.t) {
    case 'accept':
      if (leg.role !== 'caller' || leg.accepted) return refuse(leg, 'UnexpectedMessage')
      if (message.offer !== leg.offer) return refuse(leg, 'TranscriptMismatch')
      if (now - leg.offeredAt > OFFER_MAX_AGE) return refuse(leg, 'StaleOffer')
      leg.accepted = true
      return { is: 'accepted', leg }
    case 'confirm':
      leg.confirmed = true
      return NOTHING
    case 'renego':
      leg.path = true
      return message.k === 'offer' ? { is: 'renego-offer', leg } : NOTHING
    case 'bye':
      return { is: 'bye', reason: message.reason, err: message.err }
  }
}

/** [ERR-1] Before the lock it ends the leg; after it the message is dropped. */
const refuse = (leg: NetLeg, error: string): HeardSaid =>
  isSecured(leg) ? NOTHING : { is: 'refused', leg, error }

const newCalleeLeg = (call: CallId, device: DeviceId, offer: string, now: number): NetLeg => ({
  call,
  device,
  role: 'callee',
  offer,
  offeredAt: now,
  sent: 0,
  heard: 1,
  accepted: false,
  confirmed: false,
  path: false,
  flows: null,
})
