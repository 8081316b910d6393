import type { SessionView } from '@tacet/protocol/identity'
import { useEffect, useState } from 'react'
import { watchTyping } from '../call/typing.ts'
import { createPage, type Page } from './createPage.ts'
import { Places } from './Places.tsx'
import { becomeSignedOut } from './session.ts'

/** The page of somebody who is signed in: made once, closed when they leave. */
export function SignedIn({ session }: { readonly session: SessionView }) {
  const [page, setPage] = useState<Page | null>(null)
  useEffect(() => {
    const made = createPage(session)
    const stops = [
      watchTyping(),
      made.signaling.onState(state => {
        if (state === 'refused') void becomeSignedOut()
        // The server is newer than this page: what it says can't be trusted to be understood.
        if (state === 'outdated') location.reload()
      }),
    ]
    setPage(made)
    return () => {
      for (const stop of stops) stop()
      made.close()
      setPage(null)
    }
  }, [session])
  return page && <Places page={page} />
}
