import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeSession } from './fakes/describeSession.ts'
import { hashText } from './hash.ts'
import type { Message } from './messages.ts'
import { checkSdp, fingerprintOf } from './sdp.ts'

const FP = await hashText('a certificate')
const OTHER = await hashText('another certificate')
const SDP = describeSession(FP)
const LINE = SDP.split('\r\n').find(line => line.startsWith('a=fingerprint')) ?? ''
const FOREIGN =
  describeSession(OTHER)
    .split('\r\n')
    .find(line => line.startsWith('a=fingerprint')) ?? ''

/** Checks a description that its sender signed as it is. */
async function check(sdp: string, fp = FP, legFp: string | null = null): Promise<string> {
  const message = { t: 'offer', fp, sdpHash: await hashText(sdp) } as Message
  const checked = await checkSdp(message, sdp, legFp)
  return checked.ok ? 'ok' : checked.error
}

describe('a session description', () => {
  it('[SDP-1] is there exactly where it belongs, and is what was signed', async () => {
    const offer = { t: 'offer', fp: FP, sdpHash: await hashText(SDP) } as Message
    expect(await checkSdp(offer, SDP, null)).toEqual({ ok: true, sdp: SDP })
    expect(await checkSdp(offer, undefined, null)).toEqual({ ok: false, error: 'SdpMismatch' })
    expect(await checkSdp(offer, '', null)).toEqual({ ok: false, error: 'SdpMismatch' })
    const bye = { t: 'bye' } as Message
    expect(await checkSdp(bye, undefined, null)).toEqual({ ok: true, sdp: '' })
    expect(await checkSdp(bye, '', null)).toEqual({ ok: false, error: 'SdpMismatch' })
  })

  it('[SDP-1] is not what was signed once a single character differs', async () => {
    const offer = { t: 'offer', fp: FP, sdpHash: await hashText(SDP) } as Message
    await fc.assert(
      fc.asyncProperty(fc.nat(SDP.length - 1), fc.string({ maxLength: 1 }), async (at, put) => {
        const changed = SDP.slice(0, at) + put + SDP.slice(at + 1)
        fc.pre(changed !== SDP)
        expect(await checkSdp(offer, changed, null)).toEqual({ ok: false, error: 'SdpMismatch' })
      }),
    )
  })

  it('[SDP-1] with a lone surrogate is not taken for another text of the same bytes', async () => {
    const named = SDP.replace('s=-', 's=\ufffd')
    const offer = { t: 'offer', fp: FP, sdpHash: await hashText(named) } as Message
    expect((await checkSdp(offer, named, null)).ok).toBe(true)
    expect((await checkSdp(offer, named.replace('\ufffd', '\ud800'), null)).ok).toBe(false)
  })

  it('[SEC-1] [SDP-2] names one certificate, the one that was signed, and no other anywhere', async () => {
    expect(await check(SDP)).toBe('ok')
    expect(await check(SDP, OTHER)).toBe('FingerprintMismatch')
    expect(await check(SDP.replaceAll(`${LINE}\r\n`, ''))).toBe('FingerprintMismatch')
    const hidden = [
      FOREIGN,
      FOREIGN.replace('sha-256', 'sha-1').slice(0, -36),
      ` ${FOREIGN}`,
      FOREIGN.replace('a=f', 'A=F'),
      LINE.toLowerCase(),
      `${LINE} `,
    ]
    for (const line of hidden) {
      for (const place of ['s=-\r\n', `${LINE}\r\n`, 'a=mid:4\r\n']) {
        expect(await check(SDP.replace(place, `${place}${line}\r\n`))).toBe('FingerprintMismatch')
      }
      expect(await check(SDP.replace('s=-\r\n', `s=-\n${line}\r\n`))).not.toBe('ok')
    }
  })

  it('[SDP-3] keeps the certificate of its leg', async () => {
    expect(await check(SDP, FP, FP)).toBe('ok')
    expect(await check(SDP, FP, OTHER)).toBe('FingerprintMismatch')
  })

  it('[SDP-4] has five media lines of the known kinds over DTLS, all in one bundle', async () => {
    const unsafe = [
      SDP.replace('a=mid:0', 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA\r\na=mid:0'),
      SDP.replace('s=-', 's=-\r\na=identity:AAAA'),
      SDP.replace('s=-', 's=-\r\n a=identity:AAAA'),
      SDP.replace('s=-\r\n', 's=-\n'),
      SDP.replace('s=-\r\n', 's=-\r'),
      SDP.replace('UDP/TLS/RTP/SAVPF', 'RTP/SAVPF'),
      SDP.replace('UDP/DTLS/SCTP', 'TCP/DTLS/SCTP'),
      SDP.replace('m=audio', 'm=video'),
      SDP.replace('m=application', 'm=audio'),
      `${SDP}m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:5\r\n`,
      `${SDP} m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n`,
      SDP.slice(0, SDP.indexOf('m=application')),
      SDP.replace('BUNDLE 0 1 2 3 4', 'BUNDLE 0 1 2 3'),
      SDP.replace('BUNDLE 0 1 2 3 4', 'BUNDLE 0 1 2 3 3'),
      SDP.replace('BUNDLE 0 1 2 3 4', 'BUNDLE 0 1 2 3 4 5'),
      SDP.replace('a=group:BUNDLE 0 1 2 3 4\r\n', ''),
      SDP.replace('BUNDLE 0 1 2 3 4', 'BUNDLE 0 1\r\na=group:BUNDLE 2 3 4'),
      SDP.replace('a=mid:1', 'a=mid:0'),
      SDP.replace('a=mid:1\r\n', ''),
    ]
    for (const sdp of unsafe) expect(await check(sdp)).toBe('UnsafeSdp')
    expect(await check(SDP.replace('BUNDLE 0 1 2 3 4', 'BUNDLE 4 3 2 1 0'))).toBe('ok')
  })

  it('[ID-3] tells its certificate, where it has exactly one', () => {
    expect(fingerprintOf(SDP)).toBe(FP)
    expect(fingerprintOf(SDP.replace(LINE, FOREIGN))).toBeNull()
    expect(fingerprintOf(SDP.replaceAll(LINE, LINE.slice(0, -3)))).toBeNull()
    expect(fingerprintOf(SDP.replaceAll(LINE, LINE.replace(/..$/, 'XY')))).toBeNull()
    expect(fingerprintOf('')).toBeNull()
  })
})
