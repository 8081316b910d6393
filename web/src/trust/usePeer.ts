import type { PersonId } from '@tacet/protocol/ids'
import { useStore } from 'zustand'
import type { Peer, Peers } from '../identity/Peers.ts'

/** What this device thinks of a person's keys, now and whenever it changes. */
export function usePeer(peers: Peers, person: PersonId): Peer {
  useStore(peers.store, all => all.get(person))
  return peers.of(person)
}
