import type { Failure } from '@tacet/protocol/errors'
import { useState } from 'react'
import { useFailureWords } from '../i18n/useFailureWords.ts'

type Outcome = { readonly ok: true } | { readonly ok: false; readonly failure: Failure | null }

export interface Change {
  readonly busy: boolean
  /** Why the server said no; null where it did not, or where the caller says it better. */
  readonly problem: string | null
  run(change: () => Promise<Outcome>): Promise<Outcome>
}

/** A change of one's list that is on its way: whether it is, and how it went. */
export function useChange(): Change {
  const words = useFailureWords()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  return {
    busy,
    problem: failure && words(failure),
    async run(change) {
      setBusy(true)
      setFailure(null)
      const outcome = await change()
      setBusy(false)
      if (!outcome.ok) setFailure(outcome.failure)
      return outcome
    },
  }
}
