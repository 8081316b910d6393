import type { Leg } from './leg.ts'
import { CANDIDATES_PER_GENERATION, OFFER_MAX_AGE } from './limits.ts'
import type { Candidate, Message, MessageOf } from './messages.ts'
import { type Refusal, refuse, type VcallError } from './VcallError.ts'

/** RX-9: the leg that a message belongs to. Null: none yet, which is right for an offer alone. */
export function findLeg(
  legs: readonly Leg[],
  message: Message,
): { readonly ok: true; readonly leg: Leg | null } | Refusal<'UnknownCall' | 'DeviceSwapped'> {
  const sameCall = legs.filter(leg => leg.callId === message.callId)
  if (sameCall.length === 0) return message.t === 'offer' ? { ok: true, leg: null } : refuse('UnknownCall')
  // [LEG-4] A call that is known with somebody else is no call with this user, not even a new one.
  const sameUser = sameCall.filter(leg => leg.peer.user === message.from.user)
  if (sameUser.length === 0) return refuse('UnknownCall')
  // [LEG-5]
  const leg = sameUser.find(({ peer }) => peer.dev === message.from.dev)
  return leg ? { ok: true, leg } : refuse('DeviceSwapped')
}

/** RX-9 for an offer that begins a leg. `lastCtr`: the highest counter ever accepted from this device, 0 at first. */
export function checkNewOffer(
  offer: MessageOf<'offer'>,
  lastCtr: number,
  serverAge: number,
): VcallError | null {
  // [LEG-2] No clock is asked: clocks of two machines may differ by days.
  if (offer.ctr <= lastCtr) return 'ReplayedOffer'
  // [LEG-3] Only the server says so; it can make a call fail, but not one succeed.
  if (serverAge > OFFER_MAX_AGE) return 'StaleOffer'
  // [SEQ-1]
  return offer.n === 0 ? null : 'OutOfOrder'
}

/** RX-9 within a leg. `now` on the same monotonic clock as `leg.offeredAt`, in milliseconds. */
export function checkOrder(leg: Leg, message: Message, hash: string, now: number): VcallError | null {
  // [SEQ-2] Also the live offer that comes once more (LEG-2).
  if (leg.received[message.n] === hash) return 'Duplicate'
  // [LEG-3]
  const isAnswer = message.t === 'answer' || message.t === 'accept'
  if (isAnswer && leg.offeredAt !== null && now - leg.offeredAt > OFFER_MAX_AGE) return 'StaleOffer'
  if (message.n !== leg.received.length) return 'OutOfOrder'
  if (!isAllowed(leg, message)) return 'UnexpectedMessage'
  // [MSG-2] Only a proven message counts, so this limit stands here and not with the other sizes.
  const isTooMany = message.t === 'cand' && countCandidates(leg.candidates.peer, message.cands) === null
  return isTooMany ? 'TooLarge' : null
}

/** [SEQ-3] */
function isAllowed(leg: Leg, message: Message): boolean {
  const isCaller = leg.role === 'caller'
  switch (message.t) {
    case 'offer':
      return false
    case 'answer':
      return isCaller && leg.answer === null
    case 'accept':
      return isCaller && leg.answer !== null && leg.accepted === null
    case 'confirm':
      return !isCaller && leg.answer !== null && !leg.confirmed
    case 'cand':
      return !isCaller || leg.answer !== null
    case 'renego':
      return leg.accepted !== null && (isCaller || leg.confirmed)
    case 'bye':
      return true
  }
}

/** [MSG-2] The counts after these candidates, or null where a generation has too many. */
export function countCandidates(
  counted: ReadonlyMap<string, number>,
  candidates: readonly Candidate[],
): ReadonlyMap<string, number> | null {
  const next = new Map(counted)
  for (const { ufrag, cand } of candidates) {
    const count = (next.get(ufrag) ?? 0) + (cand === '' ? 0 : 1)
    if (count > CANDIDATES_PER_GENERATION) return null
    next.set(ufrag, count)
  }
  return next
}
