import type { Address, CallEndReason, EndReason } from '@tacet/protocol/call'
import type { CallKind } from '@tacet/protocol/history'
import type { CallId, CallRowId, ConversationId, DeviceId, Millis, PersonId } from '@tacet/protocol/ids'

/** A direct call as the server knows it while it lives: memory only, gone at its end. */
export interface LiveCall {
  readonly id: CallId
  readonly conversation: ConversationId
  readonly row: CallRowId | null
  readonly media: CallKind
  readonly caller: Address
  readonly callee: PersonId
  /** [CALL-23] The callee has blocked the caller: their devices hear nothing of it, and it lives to its end unanswered. */
  readonly unheard: boolean
  /** [CALL-16] It goes on after a reload of the caller's page: no other device than the one before rings. */
  readonly resumes?: DeviceId
  /** Devices in the call whose page has come (again) and has not said yet that the call goes on there; until when it may. */
  readonly unclaimed?: readonly { readonly device: DeviceId; readonly until: Millis }[]
  readonly phase: LiveCallPhase
}

export type LiveCallPhase =
  /** `rung`: devices of the callee that were told · `until`: nobody answers after that (CALL-12) */
  | { readonly at: 'ringing'; readonly rung: readonly DeviceId[]; readonly until: Millis }
  | { readonly at: 'connecting'; readonly device: DeviceId; readonly until: Millis }
  | { readonly at: 'connected'; readonly device: DeviceId }

export type RingingEvent =
  | {
      readonly is: 'device-came'
      readonly person: PersonId
      readonly device: DeviceId
      readonly now: Millis
    }
  | { readonly is: 'device-gone'; readonly person: PersonId; readonly device: DeviceId }
  /** The callee has taken this device out of their list. */
  | { readonly is: 'device-revoked'; readonly person: PersonId; readonly device: DeviceId }
  | { readonly is: 'rings'; readonly from: Address }
  | { readonly is: 'accept'; readonly from: Address; readonly now: Millis }
  | { readonly is: 'connected'; readonly from: Address }
  | { readonly is: 'end'; readonly from: Address; readonly reason: EndReason }
  | { readonly is: 'resume'; readonly from: Address; readonly connected: boolean }
  | { readonly is: 'tick'; readonly now: Millis }

export type RingingEffect =
  /** To the caller's device: send this device an offer, it rings too. */
  | { readonly do: 'offer-to'; readonly device: DeviceId }
  | { readonly do: 'say-ringing'; readonly device: DeviceId }
  /** A hint to devices; it may stop a ring or end a call, never begin one (RING-4). */
  | { readonly do: 'say-ended'; readonly to: Address; readonly reason: CallEndReason }
  | { readonly do: 'row-connected' }
  /** `talksOn`: as a conference, so that both stay in a call (UPG-3). */
  | { readonly do: 'row-ended'; readonly by: PersonId | null; readonly talksOn?: true }
