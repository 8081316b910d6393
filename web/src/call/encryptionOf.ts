import type { Encryption } from '../stage/EncryptionIcon.tsx'
import type { CallView } from './CallView.ts'

/** What the label says (P-3): no lock before all is proven (RING-5), and never another class without saying so. */
export function encryptionOf({ call, secured, facts }: CallView, verified: boolean): Encryption {
  if (call.at === 'ended' && call.outcome === 'no-match') return { class: 'blocked', why: 'no-match' }
  if (call.at === 'ended' && call.outcome === 'blocked') {
    const reset = call.error === 'RootChanged' || call.error === 'PeerBlocked'
    return { class: 'blocked', why: reset ? 'keys-reset' : 'unproven' }
  }
  if (!secured) return { class: 'securing' }
  return { class: facts?.path === 'relayed' ? 'relayed' : 'direct', verified }
}
