import { type Rooted, safetyNumber } from '@tacet/protocol/verified/safetyNumber'
import { useEffect, useState } from 'react'

/** [SN-1] The number of two lists. Null while one of them is unknown, and for the moment that it takes. */
export function useSafetyNumber(me: Rooted | null, other: Rooted | null): string | null {
  const [made, setMade] = useState<{ readonly of: string; readonly number: string } | null>(null)
  const of = me && other ? [me.user, me.root, other.user, other.root].join(' ') : null
  useEffect(() => {
    const [myUser, myRoot, user, root] = of?.split(' ') ?? []
    if (of === null || !myUser || !myRoot || !user || !root) return
    let wanted = true
    void safetyNumber({ user: myUser, root: myRoot }, { user, root }).then(number => {
      if (wanted) setMade({ of, number })
    })
    return () => {
      wanted = false
    }
  }, [of])
  return made !== null && made.of === of ? made.number : null
}
