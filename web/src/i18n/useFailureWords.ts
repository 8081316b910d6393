import { useLingui } from '@lingui/react/macro'
import type { Failure } from '@tacet/protocol/errors'

/** The one place that turns a refusal into words: what happened, what is safe, what to do. */
export function useFailureWords(): (failure: Failure) => string {
  const { t } = useLingui()
  return ({ error, retryAfter }) => {
    switch (error) {
      case 'unauthorized':
        return t`You are no longer signed in. Sign in again; nothing was lost.`
      case 'forbidden':
        return t`You may not do this. Ask whoever manages Tacet at your place.`
      case 'not-found':
        return t`It no longer exists, or you can’t see it any more.`
      case 'invalid':
        return t`Something in it is not as it must be. Check what you entered.`
      case 'wrong-credentials':
        return t`E-mail address and password do not match.`
      case 'link-dead':
        return t`This link has been used, was taken back, or is too old. Ask for a new one.`
      case 'email-taken':
        return t`Somebody already uses this e-mail address.`
      case 'last-admin':
        return t`You are the only one who manages Tacet here. Make somebody else an admin first.`
      case 'already-set-up':
        return t`This server is already set up.`
      case 'too-large':
        return t`That is too much at once. Nothing was sent.`
      case 'rate-limited':
      case 'cool-down': {
        const seconds = Math.max(1, Math.ceil((retryAfter ?? 1_000) / 1_000))
        return t`Too many attempts. Try again in ${seconds} seconds.`
      }
      case 'outdated':
        return t`This page is older than the server. Reload it.`
      case 'in-call':
        return t`You are already in a call.`
      case 'call-over':
        return t`This call is over.`
      case 'engine-not-ready':
        return t`Conferences are still being prepared. Messages and direct calls work.`
      case 'conference-over':
        return t`This conference is over.`
      case 'unavailable':
        return t`Our server does not answer. Nothing was lost; try again in a moment.`
    }
  }
}
