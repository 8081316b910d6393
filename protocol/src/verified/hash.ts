import { encodeBase64url } from './base64url.ts'
import { subtle, utf8 } from './webCrypto.ts'

export async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await subtle().digest('SHA-256', bytes))
}

export async function sha512(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await subtle().digest('SHA-512', bytes))
}

/** [ENC-1] H of a text's UTF-8, as base64url: how messages, descriptions and list entries are named. */
export async function hashText(text: string): Promise<string> {
  return encodeBase64url(await sha256(utf8(text)))
}

/** HKDF-SHA-256; `length` in bytes. */
export async function hkdf(
  secret: Uint8Array,
  salt: Uint8Array,
  info: string,
  length: number,
): Promise<Uint8Array> {
  const key = await subtle().importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) } as const
  return new Uint8Array(await subtle().deriveBits(how, key, length * 8))
}
