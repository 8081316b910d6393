import type { Device, Envelope } from './vcall.ts'
import { canonical, hash, read } from './vcall.ts'

/** Of a certificate that nobody here has. */
const FOREIGN = Buffer.alloc(32, 0x5a)
const FOREIGN_LINE = `a=fingerprint:sha-256 ${[...FOREIGN].map(byte => byte.toString(16).padStart(2, '0').toUpperCase()).join(':')}`

const FINGERPRINTS = /a=fingerprint:sha-256 [\dA-F:]+/g

/** What a server would do to a description to get between two people. */
export const ALTERATIONS = {
  'swaps the fingerprint': (sdp: string) => sdp.replaceAll(FINGERPRINTS, FOREIGN_LINE),
  'adds a fingerprint': (sdp: string) => sdp.replace(FINGERPRINTS, own => `${own}\r\n${FOREIGN_LINE}`),
  'adds an m-line': (sdp: string) =>
    `${sdp}${['m=video 9 UDP/TLS/RTP/SAVPF 96', 'c=IN IP4 0.0.0.0', 'a=mid:9', 'a=recvonly', 'a=rtpmap:96 VP8/90000'].join('\r\n')}\r\n`,
} as const

export const alter = (envelope: Envelope, how: (sdp: string) => string): Envelope => ({
  ...envelope,
  sdp: how(envelope.sdp ?? ''),
})

/** Makes the message fit its description again; the signature stays what it was. */
export function rehash(envelope: Envelope): Envelope {
  return { ...envelope, m: canonical({ ...read(envelope.m), sdpHash: hash(envelope.sdp ?? '') }) }
}

/** As only a device that works for the server can. */
export const resign = (envelope: Envelope, device: Device): Envelope => ({
  ...envelope,
  sig: device.sign(read(envelope.m).t, envelope.m),
})
