/**
 * The parts of WebCrypto that vcall/1 uses, typed here because rules are compiled without any platform's library.
 * Browsers and Node 24 have them alike. A `CryptoKey` of either is a `WebKey`.
 */
export interface WebKey {
  readonly type: 'public' | 'private' | 'secret'
  readonly extractable: boolean
}

interface WebKeyPair {
  readonly publicKey: WebKey
  readonly privateKey: WebKey
}

type Curve = 'Ed25519' | 'X25519'
type Hash = 'SHA-256' | 'SHA-512'
type Usage = 'sign' | 'verify' | 'deriveBits'

interface Hkdf {
  readonly name: 'HKDF'
  readonly hash: Hash
  readonly salt: Uint8Array
  readonly info: Uint8Array
}

interface Subtle {
  digest(hash: Hash, data: Uint8Array): Promise<ArrayBuffer>
  generateKey(algorithm: Curve, extractable: boolean, usages: readonly Usage[]): Promise<WebKeyPair>
  importKey(
    format: 'raw' | 'pkcs8',
    data: Uint8Array,
    algorithm: Curve | 'HKDF',
    extractable: boolean,
    usages: readonly Usage[],
  ): Promise<WebKey>
  exportKey(format: 'raw', key: WebKey): Promise<ArrayBuffer>
  exportKey(format: 'jwk', key: WebKey): Promise<{ readonly x?: string }>
  sign(algorithm: 'Ed25519', key: WebKey, data: Uint8Array): Promise<ArrayBuffer>
  verify(algorithm: 'Ed25519', key: WebKey, signature: Uint8Array, data: Uint8Array): Promise<boolean>
  /** `length` in bits. */
  deriveBits(algorithm: Hkdf, key: WebKey, length: number): Promise<ArrayBuffer>
}

interface Platform {
  readonly crypto?: { readonly subtle?: Subtle }
  readonly TextEncoder: new () => { encode(text: string): Uint8Array }
}

// Browsers and Node put both on the global object; the crypto is checked for at each use.
const platform = globalThis as unknown as Platform

/** Throws where there is no WebCrypto: on pages that are not served securely. Ask `supportsVcall` first. */
export function subtle(): Subtle {
  const found = platform.crypto?.subtle
  if (!found) throw new Error('WebCrypto is missing: the page is not served securely')
  return found
}

/** UTF-8. A lone surrogate becomes U+FFFD: check texts with `isWellFormed` where that matters. */
export const utf8 = (text: string): Uint8Array => new platform.TextEncoder().encode(text)
