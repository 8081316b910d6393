import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIPv4 } from 'node:net'

/**
 * A certificate that signs itself, for computers in one network: X.509 v3, ECDSA P-256. node:crypto makes keys and
 * signatures but no certificates, so the few structures of RFC 5280 that browsers ask for are written here in DER.
 */
export interface SelfSigned {
  readonly certificate: string
  readonly key: string
}

const DAY = 24 * 60 * 60 * 1_000

/** `names`: IPv4 addresses and host names. Lifetimes over 825 days are refused by some browsers. */
export function selfSignedCertificate(names: readonly string[], now: number, days: number): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = sequence(set(sequence(oid('2.5.4.3'), tlv(0x0c, Buffer.from('Tacet on this network')))))
  const toBeSigned = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))), // version 3
    tlv(0x02, Buffer.concat([Buffer.from([0x40]), randomBytes(15)])), // serial number, positive
    ECDSA_WITH_SHA256,
    name,
    sequence(time(now - DAY), time(now + days * DAY)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...extensions(names))),
  )
  const signature = sign('sha256', toBeSigned, privateKey)
  const certificate = sequence(toBeSigned, ECDSA_WITH_SHA256, bitString(signature, 0))
  return {
    certificate: pem('CERTIFICATE', certificate),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

function extensions(names: readonly string[]): Buffer[] {
  const alternatives = names.map(name =>
    isIPv4(name)
      ? tlv(0x87, Buffer.from(name.split('.').map(Number)))
      : tlv(0x82, Buffer.from(name, 'latin1')),
  )
  return [
    extension('2.5.29.17', false, sequence(...alternatives)), // subjectAltName
    extension('2.5.29.19', true, sequence()), // basicConstraints: no authority
    extension('2.5.29.15', true, bitString(Buffer.from([0x80]), 7)), // keyUsage: digitalSignature
    extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))), // extKeyUsage: serverAuth
  ]
}

const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  sequence(oid(id), ...(critical ? [tlv(0x01, Buffer.from([0xff]))] : []), tlv(0x04, value))

/** Tag, length, value. */
function tlv(tag: number, value: Buffer): Buffer {
  const { length } = value
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), value])
  const digits = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 | digits.length]), digits, value])
}

const sequence = (...parts: readonly Buffer[]): Buffer => tlv(0x30, Buffer.concat(parts))
const set = (...parts: readonly Buffer[]): Buffer => tlv(0x31, Buffer.concat(parts))
const bitString = (bits: Buffer, unused: number): Buffer =>
  tlv(0x03, Buffer.concat([Buffer.from([unused]), bits]))

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const arcs = [40 * first + second, ...rest]
  return tlv(0x06, Buffer.from(arcs.flatMap(base128)))
}

/** Seven bits a byte, all but the last marked. */
function base128(arc: number): number[] {
  const digits = [arc & 0x7f]
  for (let left = arc >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80)
  return digits
}

/** UTCTime holds years until 2049, GeneralizedTime the later ones. */
function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  return digits < '2050' ? tlv(0x17, Buffer.from(digits.slice(2))) : tlv(0x18, Buffer.from(digits))
}

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
