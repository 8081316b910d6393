/**
 * Every way in which vcall/1 says no, by the names of its specification; people are shown the name (ERR-3).
 *
 * - sizes and form: `TooLarge`, `NotCanonical`, `UnknownVersion` (the two sides need the same version), `BadFormat`
 * - who: `WrongRecipient`, `PeerBlocked`, `BadDeviceList`, `RootChanged`, `DeviceListRollback`, `ForkedDeviceList`,
 *   `UnknownDevice`, `BadSignature`
 * - which call, in which order: `Duplicate`, `ReplayedOffer`, `StaleOffer`, `UnknownCall`, `DeviceSwapped`,
 *   `OutOfOrder`, `UnexpectedMessage`
 * - what was agreed: `TranscriptMismatch`, `CommitmentMismatch`, `SdpMismatch`, `FingerprintMismatch`, `UnsafeSdp`,
 *   `CertificateMismatch`
 */
export const VCALL_ERRORS = [
  'TooLarge',
  'NotCanonical',
  'UnknownVersion',
  'BadFormat',
  'WrongRecipient',
  'PeerBlocked',
  'BadDeviceList',
  'RootChanged',
  'DeviceListRollback',
  'ForkedDeviceList',
  'UnknownDevice',
  'BadSignature',
  'Duplicate',
  'ReplayedOffer',
  'StaleOffer',
  'UnknownCall',
  'DeviceSwapped',
  'OutOfOrder',
  'UnexpectedMessage',
  'TranscriptMismatch',
  'CommitmentMismatch',
  'SdpMismatch',
  'FingerprintMismatch',
  'UnsafeSdp',
  'CertificateMismatch',
] as const
export type VcallError = (typeof VCALL_ERRORS)[number]

/** The receiver's checks, in the order in which they are made. */
export type ReceiverRule = `RX-${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14}`

export interface Refusal<E extends VcallError = VcallError> {
  readonly ok: false
  readonly error: E
}

export const refuse = <E extends VcallError>(error: E): Refusal<E> => ({ ok: false, error })
