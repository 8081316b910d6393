import { LinkSecret } from '@tacet/protocol/ids'

/** Pages that a one-time link leads to. Their secret stands in the fragment, which no server ever sees. */
const LINK_PAGES = ['/setup', '/invitation', '/reset', '/demo']

/**
 * Takes the secret out of the address bar and the browser's history, before anything else on the page runs. Null where
 * there is none, or where it is not one.
 */
export function takeLinkSecret(): LinkSecret | null {
  if (!LINK_PAGES.includes(location.pathname) || location.hash === '') return null
  const secret = LinkSecret.safeParse(location.hash.slice(1))
  history.replaceState(null, '', location.pathname)
  return secret.success ? secret.data : null
}
