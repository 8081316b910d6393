import type { Millis, PersonId } from '@tacet/protocol/ids'
import { readDeviceList } from '@tacet/protocol/verified/deviceList'
import { useEffect, useState } from 'react'
import { deviceApi } from '../identity/api.ts'
import type { Peers } from '../identity/Peers.ts'

/** What the server shows of a person's devices now. */
export interface ShownList {
  readonly person: PersonId
  /** Null where they have no list, or one that does not hold. */
  readonly root: string | null
  /** When each entry came, by the server's word. */
  readonly addedAt: readonly Millis[]
}

/** Asks the server for somebody's list, has it checked, and asks again when what is pinned changes. Null until it answers. */
export function useShownList(peers: Peers, person: PersonId, pinned: string | null): ShownList | null {
  const [shown, setShown] = useState<ShownList | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another pin is the reason to ask again
  useEffect(() => {
    let wanted = true
    const ask = async () => {
      const answer = await deviceApi.of(person)
      if (!wanted || !answer.ok) return
      const { chain, addedAt } = answer.value
      const read = await readDeviceList(person, chain)
      if (!wanted) return
      setShown({ person, root: read.ok ? read.list.root : null, addedAt })
      if (chain.length === 0) return
      peers.heard(person, chain)
      await peers.check(person)
    }
    void ask()
    return () => {
      wanted = false
    }
  }, [peers, person, pinned])
  return shown?.person === person ? shown : null
}
