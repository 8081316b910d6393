import { PublicOrganization, SessionAnswer, type SessionView } from '@tacet/protocol/identity'
import { createStore } from 'zustand/vanilla'
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
  if (answer.ok) return answer.value.session ? becomeSignedIn(answer.value.session) : openAsStranger()
  session.setState({ is: 'unreachable' }, true)
  setTimeout(() => void askSession(), ASK_AGAIN_AFTER)
}

/** Shows what a stranger sees, also to somebody who has a session: behind a one-time link, and after signing out. */
export async function openAsStranger(): Promise<void> {
  const answer = await request('/api/organization/public', { answer: PublicOrganization })
  session.setState({ is: 'out', organization: answer.ok ? answer.value : { name: null, setUp: true } }, true)
}

export function becomeSignedIn(view: SessionView): void {
  session.setState({ is: 'in', session: view }, true)
}

/** The cookie goes first, so that nothing on the page can come back to it. */
export async function signOut(): Promise<void> {
  await request('/api/session', { method: 'DELETE' })
  await openAsStranger()
}
