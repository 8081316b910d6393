import { decodeBase32, encodeBase32 } from './base32.ts'
import { knownBytes } from './base64url.ts'
import { concat } from './bytes.ts'
import { sha256 } from './hash.ts'
import type { Device } from './keys.ts'
import { utf8 } from './webCrypto.ts'

const CODE_BYTES = 10

/**
 * [DL-8] The code by which an old device recognizes a new one: 80 bits that commit to the person and to both keys, as
 * 16 characters of Crockford's base 32. Show it in groups; as a link it is the fragment.
 */
export async function approvalCode(user: string, device: Device): Promise<string> {
  const named = utf8(`vcall/1 dev\0${user}\0`)
  const hash = await sha256(concat(named, knownBytes(device.dik, 32), knownBytes(device.dhk, 32)))
  return encodeBase32(hash.slice(0, CODE_BYTES))
}

/** [DL-8] Whether what was typed or scanned is the code of exactly this device. Only then may it be signed. */
export async function isApprovalCode(user: string, device: Device, typed: string): Promise<boolean> {
  const bytes = decodeBase32(typed, CODE_BYTES)
  return bytes !== null && encodeBase32(bytes) === (await approvalCode(user, device))
}
