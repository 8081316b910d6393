import type { PersonId } from '@tacet/protocol/ids'
import type { Peers } from '../identity/Peers.ts'
import { TrustMark } from './TrustMark.tsx'
import { trustView } from './trustView.ts'
import { usePeer } from './usePeer.ts'

export interface TrustMarkOfProps {
  readonly peers: Peers
  readonly person: PersonId
  readonly brief?: boolean
}

/** `TrustMark`, of what this device knows. Asks nobody. */
export function TrustMarkOf({ peers, person, brief = false }: TrustMarkOfProps) {
  return <TrustMark view={trustView(usePeer(peers, person), null)} brief={brief} />
}
