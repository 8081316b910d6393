import { knownBytes } from './base64url.ts'
import { compareBytes, concat } from './bytes.ts'
import { sha512 } from './hash.ts'
import { utf8 } from './webCrypto.ts'

/** Whose list begins with which entry. */
export interface Rooted {
  readonly user: string
  readonly root: string
}

const GROUPS = 12
const GROUP_BYTES = 5

/** [SN-1] Twelve groups of five digits, the same for both whoever asks. It changes only with a new root. */
export async function safetyNumber(a: Rooted, b: Rooted): Promise<string> {
  const parts = [a, b].map(({ user, root }) => concat(utf8(`${user}\0`), knownBytes(root, 32)))
  const hash = await sha512(concat(utf8('vcall/1 sn\0'), ...parts.sort(compareBytes)))
  const groups = Array.from({ length: GROUPS }, (_, group) => {
    const bytes = hash.slice(group * GROUP_BYTES, (group + 1) * GROUP_BYTES)
    // Five bytes are below 2⁴⁰, so a number holds them exactly.
    const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0)
    return String(value % 100_000).padStart(5, '0')
  })
  return groups.join(' ')
}
