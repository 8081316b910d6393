import type { Role } from '@tacet/protocol/identity'

/** Who is at the other end. Guests come by link and have no account. */
export type PeerKind = Role | 'guest'

export interface HideAddressFacts {
  /** The person's own setting. */
  readonly own: boolean
  /** The organization's: it holds for everybody. */
  readonly organization: boolean
  readonly peerKind: PeerKind
}

/**
 * [SEC-5] Whether a device must keep its address from the other side of a direct call. Each of the three is reason
 * enough, and none can take back what another asks for: nobody outside the team learns an address.
 */
export function mustHideAddress({ own, organization, peerKind }: HideAddressFacts): boolean {
  return own || organization || isOutside(peerKind)
}

function isOutside(kind: PeerKind): boolean {
  switch (kind) {
    case 'guest':
    case 'external':
      return true
    case 'admin':
    case 'member':
    case 'restricted':
      return false
  }
}
