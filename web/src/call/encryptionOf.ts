import type { Encryption } from '../stage/EncryptionIcon.tsx'
import type { CallView } from './CallView.ts'

/** What the label says (P-3). Before a path is known a direct call is direct: that is what it will try. */
export function encryptionOf({ facts }: CallView): Encryption {
  return { class: facts?.path === 'relayed' ? 'relayed' : 'direct', verified: false }
}
