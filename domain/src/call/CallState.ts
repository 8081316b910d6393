import type { ByeReason } from '@tacet/protocol/byeReason'
import type { CallEndReason, EndReason } from '@tacet/protocol/call'
import type { Failure } from '@tacet/protocol/errors'
import type { CallKind } from '@tacet/protocol/history'
import type { CallId, CallRowId, ConversationId, DeviceId, PersonId } from '@tacet/protocol/ids'

/** What is true of a call for as long as it is known. */
export interface CallFacts {
  readonly call: CallId
  readonly conversation: ConversationId
  readonly peer: PersonId
  /** With what it began. */
  readonly media: CallKind
  /** The stored row, once the server named it; stays null where nothing is written. */
  readonly row: CallRowId | null
  /** [CALL-16] This page was loaded anew in a call with that device, and takes it up again. */
  readonly resumes?: DeviceId
}

export type Media = 'audio' | 'video'
export type CallRole = 'caller' | 'callee'

/** Why a call is over, as this person is told. */
export type CallOutcome =
  | CallEndReason
  /** No device of the callee ever rang. */
  | 'unreachable'
  /** This device must hide its address, and there is no relay to hide it behind (SEC-5). */
  | 'no-relay'
  /** Accepted, but the two devices found no way to each other (CALL-8). */
  | 'no-path'
  /** The server refused to ring; `refusal` says why. */
  | 'refused'
  /** A check of the verified protocol failed; `error` is its name (ERR-3). */
  | 'blocked'
  /** The two compared their emoji, and they differed. */
  | 'no-match'

/**
 * One device's view of its one call. Each state carries only its own data.
 *
 * `preparing`: permission for the microphone is asked before anything rings (CALL-1) · `dialing`: the server was told,
 * no device rings yet · `ringing-out`, `ringing-in` · `connecting`: accepted, no media yet · `connected` ⇄
 * `reconnecting` · `ended`: shown until dismissed or until the next call.
 */
export type CallState =
  | { readonly at: 'idle' }
  | { readonly at: 'preparing'; readonly facts: CallFacts }
  | {
      readonly at: 'dialing'
      readonly facts: CallFacts
      readonly legs: readonly DeviceId[]
      /** The first error by which a leg could not be trusted: later ones may only follow from it. */
      readonly blockedBy: string | null
      readonly unreachable: boolean
    }
  | {
      readonly at: 'ringing-out'
      readonly facts: CallFacts
      readonly legs: readonly DeviceId[]
      readonly blockedBy: string | null
    }
  | { readonly at: 'ringing-in'; readonly facts: CallFacts; readonly device: DeviceId }
  | {
      readonly at: 'connecting'
      readonly facts: CallFacts
      readonly role: CallRole
      readonly device: DeviceId
    }
  | {
      readonly at: 'connected'
      readonly facts: CallFacts
      readonly role: CallRole
      readonly device: DeviceId
      /** [CALL-22] The same device offers another call. Whether this one is over, the next moments show. */
      readonly again: CallFacts | null
    }
  | {
      readonly at: 'reconnecting'
      readonly facts: CallFacts
      readonly role: CallRole
      readonly device: DeviceId
      /** [RESUME-1] An offer of the same device goes on with this call, without a click. */
      readonly resumable: boolean
    }
  | {
      readonly at: 'ended'
      readonly facts: CallFacts
      readonly role: CallRole
      readonly outcome: CallOutcome
      readonly refusal: Failure | null
      readonly error: string | null
      readonly wasConnected: boolean
    }

export const IDLE: CallState = { at: 'idle' }

/** No call is there, or none any more. */
export const isFree = (call: CallState): call is Extract<CallState, { at: 'idle' | 'ended' }> =>
  call.at === 'idle' || call.at === 'ended'

/** [CALL-5] Whether microphone, camera and screen may be open: not before the person has called or accepted, nor after. */
export const mayUseDevices = (call: CallState): boolean => !isFree(call) && call.at !== 'ringing-in'

export type CallTimer = 'unreachable' | 'no-answer' | 'restart' | 'give-up' | 'retry' | 'resume' | 'again'

export type CallEvent =
  /** The person presses one of the three buttons; the device has drawn the call id. */
  | { readonly is: 'dial'; readonly facts: CallFacts }
  /** [RESUME-3] The page was loaded anew in a call, and left a note of it: the facts name the device. */
  | { readonly is: 'resume'; readonly facts: CallFacts }
  /** Microphone (and camera) are open, or the person chose to go on without. */
  | { readonly is: 'ready' }
  | { readonly is: 'started'; readonly row: CallRowId | null; readonly devices: readonly DeviceId[] }
  | { readonly is: 'refused'; readonly failure: Failure }
  | { readonly is: 'device-came'; readonly call: CallId; readonly device: DeviceId }
  | { readonly is: 'device-rings'; readonly call: CallId; readonly device: DeviceId }
  | { readonly is: 'offer'; readonly facts: CallFacts; readonly device: DeviceId }
  | { readonly is: 'accept'; readonly media: Media }
  | { readonly is: 'decline' }
  | { readonly is: 'hang-up' }
  /** The emoji differ: somebody may sit in between. */
  | { readonly is: 'no-match' }
  /** [UPG-4] Both hear each other through the conference: this connection goes, and nobody has hung up. */
  | { readonly is: 'give-way' }
  | { readonly is: 'dismiss' }
  /** A leg's device answered and consented. */
  | { readonly is: 'accepted'; readonly call: CallId; readonly device: DeviceId }
  | { readonly is: 'bye'; readonly call: CallId; readonly device: DeviceId; readonly reason: ByeReason }
  | { readonly is: 'ended'; readonly call: CallId; readonly reason: CallEndReason }
  /** A leg could not be trusted and is over; its other side has been told (ERR-2). */
  | { readonly is: 'blocked'; readonly call: CallId; readonly device: DeviceId; readonly error: string }
  /** [SEC-5] This device must hide its address, and there is no relay. */
  | { readonly is: 'no-relay'; readonly call: CallId }
  /** The server knows no such call (any more). */
  | { readonly is: 'call-over'; readonly call: CallId }
  /** First ping or media after the link came up, and again after each break. */
  | { readonly is: 'media-flows' }
  | { readonly is: 'media-stopped' }
  /** [CALL-16] The other page goes away. */
  | { readonly is: 'peer-left' }
  /** [CALL-15] This device is on another network, or on one again. */
  | { readonly is: 'network-changed' }
  | { readonly is: 'timer'; readonly timer: CallTimer }

export type CallEffect =
  | { readonly do: 'open-media'; readonly media: CallKind }
  | { readonly do: 'start-call' }
  | { readonly do: 'open-leg'; readonly device: DeviceId }
  | { readonly do: 'say-ringing'; readonly call: CallId }
  /** Says bye to the legs of all devices but one, and closes them. */
  | {
      readonly do: 'close-legs'
      readonly call: CallId
      readonly except: DeviceId | null
      readonly bye: ByeReason | null
    }
  /** Callee: where the offer asks for it, answer now, so that the path is there when the person accepts (RING-2). */
  | { readonly do: 'prepare-leg'; readonly call: CallId }
  /** Callee: answer and signed consent in one go; the microphone opens now and not before (CALL-5). */
  | { readonly do: 'answer'; readonly call: CallId; readonly media: Media }
  /** [RESUME-1] Answer and consent without a click, with what is being sent now. */
  | { readonly do: 'resume-leg'; readonly call: CallId }
  /** Caller: this leg won; find the direct path. */
  | { readonly do: 'proceed'; readonly call: CallId; readonly device: DeviceId }
  | { readonly do: 'restart-ice' }
  | { readonly do: 'tell-connected'; readonly call: CallId }
  | { readonly do: 'tell-end'; readonly call: CallId; readonly reason: EndReason }
  /** Every track stopped, every link closed, camera light off (CALL-18). */
  | { readonly do: 'release' }
  | { readonly do: 'set-timer'; readonly timer: CallTimer; readonly after: number }
  | { readonly do: 'stop-timers' }
  | { readonly do: 'sound'; readonly sound: 'ringback' | 'ring' | 'end' | 'none' }
