import type { Peer } from '../identity/Peers.ts'

/** Why calls with a person are held; `unknown` while the server has not shown their list again. */
export type HeldBecause = 'keys-reset' | 'possible-attack' | 'unknown'

/** What there is to say about a person's keys (§8). */
export type TrustView =
  | { readonly is: 'unknown' }
  | { readonly is: 'tofu' }
  | { readonly is: 'verified' }
  | { readonly is: 'changed' }
  | { readonly is: 'blocked'; readonly why: HeldBecause }

/**
 * `shownRoot`: where the list begins that the server shows now, null where that is not known. A pin remembers that a
 * person is blocked, but not why; the root tells: another one was a reset, the same one was a fork or “No match”.
 */
export function trustView({ pin, notice }: Peer, shownRoot: string | null): TrustView {
  if (pin === null) return { is: 'unknown' }
  if (pin.state !== 'blocked') return { is: pin.state }
  if (notice === 'keys-reset' || notice === 'possible-attack') return { is: 'blocked', why: notice }
  if (shownRoot === null) return { is: 'blocked', why: 'unknown' }
  return { is: 'blocked', why: shownRoot === pin.root ? 'possible-attack' : 'keys-reset' }
}

export type TrustMarkKind = 'verified' | 'changed' | 'blocked'

/** The mark at a name. First contact is the ordinary case and has none. */
export function markOf({ is }: TrustView): TrustMarkKind | null {
  return is === 'unknown' || is === 'tofu' ? null : is
}

export type TrustBannerKind = 'new-device' | 'keys-changed' | 'keys-reset' | 'possible-attack' | 'blocked'

/** What is said above a conversation. Amber can be closed; red stays for as long as it is true. */
export function bannerOf(view: TrustView, notice: Peer['notice']): TrustBannerKind | null {
  switch (view.is) {
    case 'blocked':
      return view.why === 'unknown' ? 'blocked' : view.why
    case 'changed':
      return 'keys-changed'
    case 'tofu':
    case 'verified':
      return notice === 'new-device' ? notice : null
    case 'unknown':
      return null
  }
}

/** What can be confirmed or denied by comparing; a held person’s new keys have to be accepted first. */
export function answersOf(view: TrustView): { readonly match: boolean; readonly noMatch: boolean } {
  const unconfirmed = view.is === 'tofu' || view.is === 'changed'
  return { match: unconfirmed, noMatch: unconfirmed || view.is === 'verified' }
}
