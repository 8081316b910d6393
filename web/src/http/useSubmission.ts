import type { Failure } from '@tacet/protocol/errors'
import { useState } from 'react'
import type { Answer } from './request.ts'

export interface Submission {
  /** The server is being asked. */
  readonly busy: boolean
  /** Why it said no the last time; null while it is asked anew. */
  readonly failure: Failure | null
  submit<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>>
}

/** Something that is sent by a press: whether it is on its way, and how it went. */
export function useSubmission(): Submission {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  return {
    busy,
    failure,
    async submit(ask) {
      setBusy(true)
      setFailure(null)
      const answer = await ask()
      setBusy(false)
      if (!answer.ok) setFailure(answer.failure)
      return answer
    },
  }
}
