import { decodeBase64url, encodeBase64url } from './base64url.ts'
import { hashText } from './hash.ts'
import type { Message } from './messages.ts'
import { type Refusal, refuse } from './VcallError.ts'

const BARE_BREAK = /\r(?!\n)|(?<!\r)\n/
const ANY_BREAK = /\r\n|\r|\n/
// Parsers differ in what they forgive: whatever one of them might read as such a line counts as one.
const FINGERPRINT = /^\s*a\s*=\s*fingerprint/i
const FORBIDDEN = /^\s*a\s*=\s*(crypto|identity)/i
const MEDIA_LINE = /^\s*m\s*=/i

/** [SDP-4] Microphone, camera, screen, screen audio, data. */
const MEDIA_LINES = [
  /^m=audio \d+ UDP\/TLS\/RTP\/SAVPF \S/,
  /^m=video \d+ UDP\/TLS\/RTP\/SAVPF \S/,
  /^m=video \d+ UDP\/TLS\/RTP\/SAVPF \S/,
  /^m=audio \d+ UDP\/TLS\/RTP\/SAVPF \S/,
  /^m=application \d+ UDP\/DTLS\/SCTP \S/,
]

const PREFIX = 'a=fingerprint:sha-256 '

function fingerprintLine(fp: string): string | null {
  const bytes = decodeBase64url(fp, 32)
  if (!bytes) return null
  const hex = Array.from(bytes, byte => byte.toString(16).toUpperCase().padStart(2, '0'))
  return PREFIX + hex.join(':')
}

/**
 * [ID-3] The one certificate that a description names, as `fp`: base64url of the SHA-256 of its DER. Null where there
 * is none, another hash, or more than one.
 */
export function fingerprintOf(sdp: string): string | null {
  const line = sdp.split(ANY_BREAK).find(text => text.startsWith(PREFIX))
  if (line === undefined) return null
  const bytes = line
    .slice(PREFIX.length)
    .split(':')
    .map(hex => Number.parseInt(hex, 16))
  const fp = encodeBase64url(Uint8Array.from(bytes))
  return hasOnlyFingerprint(sdp, fp) ? fp : null
}

/** [SDP-2] At least one fingerprint, and every one of them is this. */
function hasOnlyFingerprint(sdp: string, fp: string): boolean {
  const found = sdp.split(ANY_BREAK).filter(line => FINGERPRINT.test(line))
  const wanted = fingerprintLine(fp)
  return found.length > 0 && found.every(line => line === wanted)
}

/** The one `a=mid` of each media section, or null where one has none or several. */
function midsOf(sdp: string): string[] | null {
  const sections = sdp.split('\r\nm=').slice(1)
  const mids = sections.map(section => section.split('\r\n').filter(line => line.startsWith('a=mid:')))
  return mids.every(lines => lines.length === 1) ? mids.flat().map(line => line.slice('a=mid:'.length)) : null
}

/** [SDP-4] Five bundled media lines of the known kinds, DTLS throughout, nothing that could go around it. */
function isSafe(sdp: string): boolean {
  const lines = sdp.split('\r\n')
  if (BARE_BREAK.test(sdp) || lines.some(line => FORBIDDEN.test(line))) return false
  const media = lines.filter(line => MEDIA_LINE.test(line))
  if (media.length !== MEDIA_LINES.length) return false
  if (!MEDIA_LINES.every((known, i) => known.test(media[i] ?? ''))) return false
  const mids = midsOf(sdp)
  const bundles = lines.filter(line => line.startsWith('a=group:BUNDLE'))
  const named = (bundles[0] ?? '').split(' ').slice(1)
  return (
    mids !== null &&
    mids.length === new Set(mids).size &&
    bundles.length === 1 &&
    named.length === mids.length &&
    mids.every(mid => named.includes(mid))
  )
}

type SdpError = 'SdpMismatch' | 'FingerprintMismatch' | 'UnsafeSdp'

/**
 * RX-13, [SDP-1…4]. `legFp` is the fingerprint that the sender's side of the leg has had so far, null before its first
 * description. What passes goes to `setRemoteDescription` as it is, never edited; it is empty for messages without one.
 */
export async function checkSdp(
  message: Message,
  sdp: string | undefined,
  legFp: string | null,
): Promise<{ readonly ok: true; readonly sdp: string } | Refusal<SdpError>> {
  if (message.t !== 'offer' && message.t !== 'answer' && message.t !== 'renego') {
    return sdp === undefined ? { ok: true, sdp: '' } : refuse('SdpMismatch')
  }
  // Lone surrogates all have the same UTF-8, so a hash can't tell them apart.
  if (sdp === undefined || !sdp.isWellFormed() || (await hashText(sdp)) !== message.sdpHash) {
    return refuse('SdpMismatch')
  }
  if (!hasOnlyFingerprint(sdp, message.fp)) return refuse('FingerprintMismatch')
  if (legFp !== null && message.fp !== legFp) return refuse('FingerprintMismatch')
  if (!isSafe(sdp)) return refuse('UnsafeSdp')
  return { ok: true, sdp }
}
