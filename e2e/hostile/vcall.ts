import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'

/**
 * What it takes to write messages of vcall/1, after its specification and with nothing of the product: whoever attacks
 * it would bring a program of their own, too. Bytes are base64url, hashes are SHA-256.
 */

export type Fields = Readonly<Record<string, unknown>>

export interface Envelope {
  readonly m: string
  readonly sig?: string
  readonly sdp?: string
}

export interface Party {
  readonly user: string
  readonly dev: string
}

export interface SignedEntry {
  readonly m: string
  readonly sig: string
}

const VERSION = 'vcall/1'
const NO_PREVIOUS = Buffer.alloc(32).toString('base64url')

export const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url')

export function hash(...parts: readonly (string | Uint8Array)[]): string {
  const hashing = createHash('sha256')
  for (const part of parts) hashing.update(part)
  return hashing.digest('base64url')
}

/** RFC 8785 over what vcall/1 allows: strings, integers, arrays, objects. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}

export const read = (m: string): Fields & { readonly t: string } => JSON.parse(m)

export const drawNonce = (): string => randomBytes(32).toString('base64url')

export const commitTo = (nonce: string): string => hash('vcall/1 c\0', bytesOf(nonce))

/** A device in somebody's list, with its private signing key. */
export class Device {
  readonly dev: string
  readonly dik: string
  readonly dhk: string
  readonly #key: KeyObject

  /** `pkcs8`: the private Ed25519 key, DER. */
  constructor(pkcs8: Uint8Array, dhk?: string) {
    this.#key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
    this.dik = String(createPublicKey(this.#key).export({ format: 'jwk' })['x'])
    this.dev = bytesOf(hash(bytesOf(this.dik)))
      .subarray(0, 16)
      .toString('base64url')
    this.dhk = dhk ?? String(generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' })['x'])
  }

  static draw(): Device {
    const { privateKey } = generateKeyPairSync('ed25519')
    return new Device(privateKey.export({ format: 'der', type: 'pkcs8' }))
  }

  /** As it stands in lists. */
  get card(): Fields {
    return { dev: this.dev, dik: this.dik, dhk: this.dhk }
  }

  /** Signs the text of a message of type `t`, or of a list entry. */
  sign(t: string, m: string): string {
    const signed = Buffer.concat([Buffer.from(`vcall/1 ${t}\0`), bytesOf(hash(m))])
    return sign(null, signed, this.#key).toString('base64url')
  }

  /** A message with its signature. */
  write(fields: Fields & { readonly t: string }, sdp?: string): Envelope {
    const m = canonical({ v: VERSION, ...fields })
    return { m, sig: this.sign(fields.t, m), ...(sdp === undefined ? {} : { sdp }) }
  }
}

/** The next entry of a chain, or the first one. */
export function writeEntry(
  before: readonly SignedEntry[],
  user: string,
  devices: readonly Fields[],
  by: Device,
): SignedEntry {
  const last = before.at(-1)
  const m = canonical({
    v: VERSION,
    t: 'devices',
    user,
    seq: before.length,
    prev: last ? hash(last.m) : NO_PREVIOUS,
    devices: devices.toSorted((a, b) => (String(a['dev']) < String(b['dev']) ? -1 : 1)),
    by: by.dev,
  })
  return { m, sig: by.sign('devices', m) }
}

/** How messages name a chain: number and hash of its last entry. */
export function headOf(chain: readonly SignedEntry[]): Fields {
  return { seq: chain.length - 1, head: hash(chain.at(-1)?.m ?? '') }
}

export const devicesOf = (chain: readonly SignedEntry[]): readonly Fields[] =>
  (read(chain.at(-1)?.m ?? '')['devices'] ?? []) as readonly Fields[]

/** The five numbers behind the emoji of a call in which these three messages were exchanged. */
export function emojiOf(offer: Envelope, answer: Envelope, confirm: Envelope): number[] {
  const nonces = [read(confirm.m)['nonceA'], read(answer.m)['nonceB']].map(nonce => bytesOf(String(nonce)))
  const salt = bytesOf(hash(bytesOf(hash(offer.m)), bytesOf(hash(answer.m))))
  const bits = Buffer.from(hkdfSync('sha256', Buffer.concat(nonces), salt, 'vcall/1 sas', 4)).readUInt32BE()
  return Array.from({ length: 5 }, (_, place) => (bits >>> (26 - 6 * place)) & 63)
}
