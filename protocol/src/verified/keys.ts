import { z } from 'zod/mini'
import { DeviceId } from '../ids.ts'
import { Bytes32, decodeBase64url, encodeBase64url, knownBytes } from './base64url.ts'
import { concat } from './bytes.ts'
import { sha256 } from './hash.ts'
import { subtle, type WebKey } from './webCrypto.ts'

/** [ID-1] A device as everybody sees it: its id and its public keys, Ed25519 for signing and X25519 for sealing. */
export const Device = z.strictObject({ dev: DeviceId, dik: Bytes32, dhk: Bytes32 })
export type Device = z.infer<typeof Device>

/** A device as it sees itself. The private keys can't be exported; a browser keeps this value as it is in IndexedDB. */
export interface DeviceKeys {
  readonly device: Device
  readonly dik: WebKey
  readonly dhk: WebKey
}

const SIGNATURE_BYTES = 64
/** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410). */
const PKCS8 = {
  Ed25519: Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32),
  X25519: Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32),
} as const
const USAGE = { Ed25519: 'sign', X25519: 'deriveBits' } as const
type Curve = keyof typeof PKCS8

/** [ID-2] The first 16 bytes of the hash of the public signing key. */
export async function deviceId(dik: string): Promise<DeviceId> {
  const hash = await sha256(knownBytes(dik, 32))
  return DeviceId.parse(encodeBase64url(hash.slice(0, 16)))
}

async function assemble(
  signing: { readonly key: WebKey; readonly publicKey: string },
  sealing: { readonly key: WebKey; readonly publicKey: string },
): Promise<DeviceKeys> {
  const dev = await deviceId(signing.publicKey)
  return {
    device: { dev, dik: signing.publicKey, dhk: sealing.publicKey },
    dik: signing.key,
    dhk: sealing.key,
  }
}

async function generate(curve: Curve, usages: readonly ('sign' | 'verify' | 'deriveBits')[]) {
  const pair = await subtle().generateKey(curve, false, usages)
  const raw = await subtle().exportKey('raw', pair.publicKey)
  return { key: pair.privateKey, publicKey: encodeBase64url(new Uint8Array(raw)) }
}

/** [ID-1] Keys of a new device. */
export async function generateDeviceKeys(): Promise<DeviceKeys> {
  return await assemble(
    await generate('Ed25519', ['sign', 'verify']),
    await generate('X25519', ['deriveBits']),
  )
}

async function fromSeed(curve: Curve, seed: Uint8Array) {
  const pkcs8 = concat(PKCS8[curve], seed)
  // WebCrypto tells the public half only of a key that may be exported; that copy is dropped at once.
  const open = await subtle().importKey('pkcs8', pkcs8, curve, true, [USAGE[curve]])
  const { x } = await subtle().exportKey('jwk', open)
  const key = await subtle().importKey('pkcs8', pkcs8, curve, false, [USAGE[curve]])
  return { key, publicKey: x ?? '' }
}

/** Keys from two private keys of 32 bytes each, such as a recovery key gives. They can't be exported again. */
export async function importDeviceKeys(seeds: { dik: Uint8Array; dhk: Uint8Array }): Promise<DeviceKeys> {
  return await assemble(await fromSeed('Ed25519', seeds.dik), await fromSeed('X25519', seeds.dhk))
}

export async function signBytes(key: WebKey, bytes: Uint8Array): Promise<string> {
  return encodeBase64url(new Uint8Array(await subtle().sign('Ed25519', key, bytes)))
}

/** False for everything that is no signature of exactly these bytes, a missing one and a broken key included. */
export async function verifyBytes(
  dik: string,
  signature: string | undefined,
  bytes: Uint8Array,
): Promise<boolean> {
  const raw = decodeBase64url(dik, 32)
  const sig = decodeBase64url(signature ?? '', SIGNATURE_BYTES)
  if (!raw || !sig) return false
  try {
    const key = await subtle().importKey('raw', raw, 'Ed25519', false, ['verify'])
    return await subtle().verify('Ed25519', key, sig, bytes)
  } catch {
    // Some implementations refuse to import what is no point of the curve.
    return false
  }
}

/** Whether this browser can make verified calls at all: ask before dialing, so that an old one gets a sentence. */
export async function supportsVcall(): Promise<boolean> {
  try {
    await generateDeviceKeys()
    return true
  } catch {
    return false
  }
}
