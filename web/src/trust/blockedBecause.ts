import type { VcallError } from '@tacet/protocol/verified/VcallError'

/** Kinds of reasons for which a call was blocked, as far as people have to tell them apart. */
export type BlockedBecause = 'keys-reset' | 'possible-attack' | 'version' | 'unproven'

/** What an error means for people; its name is shown beside (ERR-3). */
export function blockedBecause(error: VcallError): BlockedBecause {
  switch (error) {
    case 'RootChanged':
    case 'PeerBlocked':
      return 'keys-reset'
    case 'ForkedDeviceList':
      return 'possible-attack'
    case 'UnknownVersion':
      return 'version'
    default:
      return 'unproven'
  }
}
