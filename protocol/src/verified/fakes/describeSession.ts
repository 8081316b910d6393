import { decodeBase64url } from '../base64url.ts'

const MEDIA = [
  'audio 9 UDP/TLS/RTP/SAVPF 111',
  'video 9 UDP/TLS/RTP/SAVPF 96',
  'video 9 UDP/TLS/RTP/SAVPF 96',
  'audio 9 UDP/TLS/RTP/SAVPF 111',
  'application 9 UDP/DTLS/SCTP webrtc-datachannel',
]

/** A session description as browsers write it, of the certificate with fingerprint `fp`; `version` tells them apart. */
export function describeSession(fp: string, version = 1): string {
  const hex = Array.from(decodeBase64url(fp, 32) ?? [], byte => byte.toString(16).padStart(2, '0'))
  const lines = [
    'v=0',
    `o=- 1 ${version} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    'a=group:BUNDLE 0 1 2 3 4',
    ...MEDIA.flatMap((media, mid) => [
      `m=${media}`,
      'c=IN IP4 0.0.0.0',
      `a=ice-ufrag:u${version}`,
      `a=fingerprint:sha-256 ${hex.join(':').toUpperCase()}`,
      'a=setup:actpass',
      `a=mid:${mid}`,
    ]),
  ]
  return `${lines.join('\r\n')}\r\n`
}
