import { useSyncExternalStore } from 'react'

/** The width below which the style sheet has one column. */
const PHONE = '(max-width: 720px)'

export function useIsPhone(): boolean {
  return useSyncExternalStore(
    onChange => {
      const query = window.matchMedia(PHONE)
      query.addEventListener('change', onChange)
      return () => query.removeEventListener('change', onChange)
    },
    () => window.matchMedia(PHONE).matches,
  )
}
