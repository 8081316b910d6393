import type { Millis, PersonId } from '@tacet/protocol/ids'
import { useStore } from 'zustand'
import type { OwnDevice } from '../identity/OwnDevice.ts'
import type { Peer, Peers } from '../identity/Peers.ts'
import { type TrustView, trustView } from './trustView.ts'
import { usePeer } from './usePeer.ts'
import { useSafetyNumber } from './useSafetyNumber.ts'
import { useShownList } from './useShownList.ts'

/** All that is shown about a person's keys. */
export interface PersonTrustFacts {
  readonly peer: Peer
  readonly view: TrustView
  /** Of the list that is pinned. */
  readonly number: string | null
  /** Of the list that the server shows now, where that is another one. */
  readonly newNumber: string | null
  /** When each entry of their list came, by the server's word. */
  readonly addedAt: readonly Millis[]
  readonly me: PersonId | null
}

/** Looks at a person's keys: what is remembered, and what the server shows now. */
export function usePersonTrust(peers: Peers, own: OwnDevice, person: PersonId): PersonTrustFacts {
  const peer = usePeer(peers, person)
  const mine = useStore(own.store, state =>
    state.is === 'listed' || state.is === 'waiting' ? state.list : null,
  )
  const { pin } = peer
  const shown = useShownList(peers, person, pin && `${pin.state} ${pin.head}`)
  const shownRoot = shown?.root ?? null
  const number = useSafetyNumber(mine, pin && { user: person, root: pin.root })
  const other = pin !== null && shownRoot !== null && shownRoot !== pin.root
  const newNumber = useSafetyNumber(mine, other ? { user: person, root: shownRoot } : null)
  return {
    peer,
    view: trustView(peer, shownRoot),
    number,
    newNumber,
    addedAt: shown?.addedAt ?? [],
    me: (mine?.user as PersonId | undefined) ?? null,
  }
}
