import type { ByeReason } from '@tacet/protocol/byeReason'
import type { Address } from '@tacet/protocol/call'
import type { CallKind } from '@tacet/protocol/history'
import type { CallId, CallRowId, ConversationId, DeviceId } from '@tacet/protocol/ids'
import type { UpgradeMessage } from '@tacet/protocol/peer'
import type { Sas } from '@tacet/protocol/verified/sas'
import type { QualityReport, TransportFacts } from '../media/ports.ts'
import type { PeerMedia } from './CallView.ts'

/** An offer that has passed every check: enough to ring. */
export interface IncomingOffer {
  readonly call: CallId
  readonly conversation: ConversationId
  readonly from: Address
  readonly media: CallKind
  readonly row: CallRowId | null
}

export type LineEvent =
  | { readonly is: 'offer'; readonly offer: IncomingOffer }
  | { readonly is: 'accepted'; readonly call: CallId; readonly device: DeviceId }
  | { readonly is: 'bye'; readonly call: CallId; readonly device: DeviceId; readonly reason: ByeReason }
  /** A check failed, here or on the other side: the call can't be trusted and is over (ERR-2, ERR-3). */
  | { readonly is: 'blocked'; readonly call: CallId; readonly device: DeviceId; readonly error: string }
  /** Our address must stay hidden, and there is no relay: nothing was sent (SEC-5). */
  | { readonly is: 'no-relay'; readonly call: CallId }
  | { readonly is: 'media-flows' }
  | { readonly is: 'media-stopped' }
  | { readonly is: 'peer-left' }
  /** Consent, transcript and certificate are proven: the lock may be shown (RING-5). */
  | { readonly is: 'secured'; readonly sas: Sas | null }
  /** About the call becoming a conference (UPG-2). */
  | { readonly is: 'said'; readonly message: UpgradeMessage }
  | { readonly is: 'peer'; readonly peer: PeerMedia }
  | { readonly is: 'looked'; readonly facts: TransportFacts | null; readonly quality: QualityReport }
