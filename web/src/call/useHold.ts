import type { PersonId } from '@tacet/protocol/ids'
import { useStore } from 'zustand'
import type { Telephone } from './Telephone.ts'

/** [CALL-10] What is on hold: the shown call, by either side, or another one behind it. */
export interface Hold {
  readonly mine: boolean
  readonly theirs: boolean
  /** With whom the call is that waits behind the shown one. */
  readonly behind: PersonId | null
  readonly onHold: () => void
  readonly onResume: () => void
  readonly onSwap: () => void
}

export function useHold(telephone: Telephone): Hold {
  const { shown, onHold, held } = useStore(telephone.store)
  const theirs = useStore(shown.store, ({ peer }) => peer.sending.held)
  const other = useStore((held ?? shown).store, ({ call }) => (call.at === 'idle' ? null : call.facts.peer))
  return {
    mine: onHold,
    theirs,
    behind: held === null ? null : other,
    onHold: () => telephone.hold(),
    onResume: () => telephone.resume(),
    onSwap: () => telephone.swap(),
  }
}
