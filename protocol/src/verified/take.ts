import type { ByeReason } from '../byeReason.ts'
import type { CallKind } from '../history.ts'
import type { Leg } from './leg.ts'
import type { CallMedia, Candidate, Message, MessageOf } from './messages.ts'
import { countCandidates } from './order.ts'

/** What a checked message means for the call. `sdp` goes to `setRemoteDescription` exactly as it is (SDP-1). */
export type LegEvent =
  /** `ctr` is to be remembered as the highest of this sender's device (LEG-2). */
  | {
      readonly is: 'offer'
      readonly media: CallKind
      readonly pre: 0 | 1
      readonly ctr: number
      readonly sdp: string
    }
  | { readonly is: 'answer'; readonly sdp: string }
  | { readonly is: 'confirm' }
  /** Consent (RING-3). */
  | { readonly is: 'accept'; readonly media: CallMedia }
  | { readonly is: 'candidates'; readonly candidates: readonly Candidate[] }
  /** `rollBack`: our own offer crossed it and yields (NEG-2). */
  | { readonly is: 'renego-offer'; readonly sdp: string; readonly rollBack: boolean }
  | { readonly is: 'renego-answer'; readonly sdp: string }
  /** A renegotiation that must not be applied: it crossed ours, or came before the last one was done (NEG-2). */
  | { readonly is: 'renego-ignored' }
  | { readonly is: 'bye'; readonly reason: ByeReason; readonly err: string }

interface Taken {
  readonly leg: Leg
  readonly event: LegEvent
}

/** The leg after a message that has passed every check. `sdp` as `checkSdp` gave it. */
export function take(
  leg: Leg,
  message: Exclude<Message, MessageOf<'offer'>>,
  hash: string,
  sdp: string,
): Taken {
  const next: Leg = { ...leg, received: [...leg.received, hash] }
  switch (message.t) {
    case 'answer':
      return {
        leg: {
          ...next,
          answer: { hash, nonceB: message.nonceB },
          fp: { ...leg.fp, peer: message.fp },
          renego: { ...leg.renego, lastAnswer: hash },
        },
        event: { is: 'answer', sdp: sdp },
      }
    case 'confirm':
      return { leg: { ...next, confirmed: true, nonceA: message.nonceA }, event: { is: 'confirm' } }
    case 'accept':
      return { leg: { ...next, accepted: message.media }, event: { is: 'accept', media: message.media } }
    case 'cand': {
      const peer = countCandidates(leg.candidates.peer, message.cands) ?? leg.candidates.peer
      const candidates = { ...leg.candidates, peer }
      return { leg: { ...next, candidates }, event: { is: 'candidates', candidates: message.cands } }
    }
    case 'renego':
      return message.k === 'offer'
        ? takeRenegoOffer(next, hash, sdp)
        : {
            leg: { ...next, renego: { ...leg.renego, lastAnswer: hash, own: null } },
            event: { is: 'renego-answer', sdp: sdp },
          }
    case 'bye':
      return { leg: next, event: { is: 'bye', reason: message.reason, err: message.err } }
  }
}

/** [NEG-2] The caller is impolite and ignores what crosses its own offer; the callee is polite and rolls back. */
function takeRenegoOffer(leg: Leg, hash: string, sdp: string): Taken {
  const { own, peer } = leg.renego
  if (peer !== null || (own !== null && leg.role === 'caller'))
    return { leg, event: { is: 'renego-ignored' } }
  return {
    leg: { ...leg, renego: { ...leg.renego, own: null, peer: hash } },
    event: { is: 'renego-offer', sdp, rollBack: own !== null },
  }
}
