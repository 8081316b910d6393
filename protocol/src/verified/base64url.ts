import { z } from 'zod/mini'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** [ENC-1] base64url without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 6) {
      bits -= 6
      text += ALPHABET.charAt((held >> bits) & 63)
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + ALPHABET.charAt(held << (6 - bits)) : text
}

/** [ENC-1] Exactly `length` bytes, or null: other characters, another length, non-zero trailing bits. */
export function decodeBase64url(text: string, length: number): Uint8Array | null {
  if (text.length !== Math.ceil((length * 8) / 6)) return null
  const bytes = new Uint8Array(length)
  let bits = 0
  let held = 0
  let at = 0
  for (const character of text) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) return null
    held = (held << 6) | value
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = held >> bits
    }
    held &= (1 << bits) - 1
  }
  return held === 0 ? bytes : null
}

/** Bytes that a schema has checked already. Throws on anything else: a fault of ours, never of the other side's. */
export function knownBytes(text: string, length: number): Uint8Array {
  const bytes = decodeBase64url(text, length)
  if (!bytes) throw new RangeError(`not ${length} bytes of base64url`)
  return bytes
}

/** 32 bytes as 43 characters: hashes, public keys, nonces, fingerprints. */
export const Bytes32 = z.string().check(z.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/, 'not 32 bytes'))
