import { PublicOrganization, SessionAnswer, type SessionView } from '@tacet/protocol/identity'
import { createStore } from 'zustand/vanilla'
import { forgetDraftsBut } from '../conversation/drafts.ts'
import { request } from '../http/request.ts'

/**
 * - `asking`: first thing after the page opened · `out`: nobody is signed in; `organization` is what a stranger may know
 * - `in`: somebody is · `unreachable`: the server doesn't answer; asked again by itself
 */
export type SessionState =
  | { readonly is: 'asking' }
  | { readonly is: 'out'; readonly organization: PublicOrganization }
  | { readonly is: 'in'; readonly session: SessionView }
  | { readonly is: 'unreachable' }

const ASK_AGAIN_AFTER = 3_000

/** Who is signed in on this browser. */
export const session = createStore<SessionState>(() => ({ is: 'asking' }))

export async function askSession(): Promise<void> {
  const answer = await request('/api/session', { answer: SessionAnswer })
  if (answer.ok) return answer.value.session ? becomeSignedIn(answer.value.session) : becomeSignedOut()
  session.setState({ is: 'unreachable' }, true)
  setTimeout(() => void askSession(), ASK_AGAIN_AFTER)
}

/** Shows what a stranger sees, also to somebody who has a session: behind a one-time link. */
export async function openAsStranger(): Promise<void> {
  const answer = await request('/api/organization/public', { answer: PublicOrganization })
  session.setState({ is: 'out', organization: answer.ok ? answer.value : { name: null, setUp: true } }, true)
}

/** Nobody is signed in here any more. Drafts go last, when there is no field on the page that would keep one again. */
export async function becomeSignedOut(): Promise<void> {
  await openAsStranger()
  forgetDraftsBut(null)
}

export function becomeSignedIn(view: SessionView): void {
  forgetDraftsBut(view.me.id)
  session.setState({ is: 'in', session: view }, true)
}

/**
 * The cookie goes first, so that nothing on the page can come back to it. False: the server does not answer, so the
 * session lives on, and the page must not look as if it did not.
 */
export async function signOut(): Promise<boolean> {
  const answer = await request('/api/session', { method: 'DELETE' })
  if (!answer.ok && answer.failure.error !== 'unauthorized') return false
  await becomeSignedOut()
  return true
}
