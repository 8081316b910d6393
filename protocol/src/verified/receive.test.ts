import { beforeEach, describe, expect, it } from 'vitest'
import { makeEntry } from './deviceList.ts'
import { describeSession } from './fakes/describeSession.ts'
import { FakePhone } from './fakes/FakePhone.ts'
import { forge } from './fakes/forge.ts'
import { Scene, verdict } from './fakes/Scene.ts'
import { hashText } from './hash.ts'
import { certify, isSecured } from './leg.ts'
import type { SignedEnvelope } from './messages.ts'
import { writeBye } from './write.ts'

let scene: Scene
let anna: FakePhone
let ben: FakePhone
let offer: SignedEnvelope

beforeEach(async () => {
  scene = await Scene.make()
  anna = scene.anna
  ben = scene.ben
  offer = scene.offer
})

const taken = async (by: FakePhone, envelope: SignedEnvelope) => verdict(await by.take(envelope))
const offered = async (change: Record<string, unknown>, by = anna) =>
  taken(ben, await forge(offer, change, by.keys))

describe('the receiver', () => {
  it('takes an honest call from end to end', async () => {
    await scene.connect()
    expect(await taken(ben, await scene.renego(anna, 'offer'))).toBe('ok')
    expect(await taken(anna, await scene.renego(ben, 'answer'))).toBe('ok')
    expect(await taken(ben, await scene.candidates(anna))).toBe('ok')
    const bye = { ok: true, event: { is: 'bye', reason: 'hangup', err: '' } }
    expect(await ben.take(await scene.bye(anna, 'hangup'))).toMatchObject(bye)
  })

  it('[RX-1] a message or a description above its limit is TooLarge', async () => {
    const sdp = describeSession(anna.fp).padEnd(49_153, 'x')
    expect(await taken(ben, { ...offer, sdp })).toBe('RX-1 TooLarge')
    expect(await taken(ben, { ...offer, sdp: 'ä'.repeat(24_577) })).toBe('RX-1 TooLarge')
    expect(await taken(ben, { ...offer, m: offer.m.padEnd(8_193) })).toBe('RX-1 TooLarge')
    expect(await taken(ben, { ...offer, m: 'ä'.repeat(4_097) })).toBe('RX-1 TooLarge')
  })

  it('[RX-2] a text that is not the one way of writing it is NotCanonical', async () => {
    for (const m of [
      '',
      `${offer.m} `,
      offer.m.replace(':', ': '),
      offer.m.replace('"n":0', '"n":0,"n":0'),
    ]) {
      expect(await taken(ben, { ...offer, m })).toBe('RX-2 NotCanonical')
    }
  })

  it('[RX-3] another version is UnknownVersion, whatever else it says', async () => {
    expect(await offered({ v: 'vcall/2', t: 'hello' })).toBe('RX-3 UnknownVersion')
    expect(await offered({ v: undefined })).toBe('RX-3 UnknownVersion')
  })

  it('[RX-4] a field too many, one too few, or a malformed one is BadFormat', async () => {
    const changes = [{ x: 1 }, { commit: undefined }, { fp: 'AAAA' }, { n: '0' }, { pre: 2 }, { t: 'hello' }]
    for (const change of [
      ...changes,
      { from: { ...anna.me, x: 1 } },
      { to: { user: 'b n', dev: ben.me.dev } },
    ]) {
      expect(await offered(change)).toBe('RX-4 BadFormat')
    }
  })

  it('[RX-5] a message to another device is WrongRecipient', async () => {
    expect(await taken(scene.ben2, offer)).toBe('RX-5 WrongRecipient')
    expect(await taken(anna, offer)).toBe('RX-5 WrongRecipient')
  })

  it('[RX-6] a list that does not hold refuses the offer by name: broken, rolled back, forked, reset', async () => {
    await FakePhone.make('anna', scene.directory, anna)
    const whole = scene.directory.get('anna') ?? []
    const { root, head } = anna.ownList
    const pin = { root, head, seq: 1, state: 'verified' } as const

    scene.directory.set('anna', whole.toReversed())
    expect(await taken(ben, offer)).toBe('RX-6 BadDeviceList')
    scene.directory.set('anna', whole.slice(0, 1))
    ben.pins.set('anna', pin)
    expect(await taken(ben, offer)).toBe('RX-6 DeviceListRollback')
    scene.directory.set('anna', whole)
    ben.pins.set('anna', { ...pin, head: await hashText('another entry') })
    expect(await taken(ben, offer)).toBe('RX-6 ForkedDeviceList')
    ben.pins.set('anna', { ...pin, root: await hashText('another root') })
    expect(await taken(ben, offer)).toBe('RX-6 RootChanged')
    expect(ben.pins.get('anna')?.state).toBe('blocked')
    expect(await taken(ben, offer)).toBe('RX-6 PeerBlocked')
  })

  it('[RX-6] [TRUST-4] of a blocked peer not even a goodbye is taken', async () => {
    await scene.connect()
    const pin = ben.pins.get('anna')
    if (pin) ben.pins.set('anna', { ...pin, state: 'blocked' })
    expect(await taken(ben, await scene.bye(anna, 'hangup'))).toBe('RX-6 PeerBlocked')
  })

  it('[RX-7] a device that is not in the list, or not any more, is UnknownDevice', async () => {
    const foreign = await FakePhone.make('mallory', scene.directory)
    const from = { ...anna.me, dev: foreign.me.dev }
    expect(await offered({ from }, foreign)).toBe('RX-7 UnknownDevice')
    const heir = await FakePhone.make('anna', scene.directory, anna)
    const removed = await makeEntry(anna.ownList, 'anna', [heir.keys.device], heir.keys)
    if (!removed.ok) throw new Error(removed.error)
    scene.directory.set('anna', [...(scene.directory.get('anna') ?? []), removed.entry])
    expect(await taken(ben, offer)).toBe('RX-7 UnknownDevice')
  })

  it('[RX-8] a signature that is missing, changed, of another device or another type is BadSignature', async () => {
    const second = await FakePhone.make('anna', scene.directory, anna)
    expect(await taken(ben, { m: offer.m, sdp: offer.sdp })).toBe('RX-8 BadSignature')
    expect(await taken(ben, { ...offer, sig: '' })).toBe('RX-8 BadSignature')
    expect(await offered({}, second)).toBe('RX-8 BadSignature')
    const { sig } = await forge(offer, { t: 'answer' }, anna.keys)
    expect(await taken(ben, { ...offer, sig })).toBe('RX-8 BadSignature')
    const m = offer.m.replace('"media":"audio"', '"media":"video"')
    expect(await taken(ben, { ...offer, m })).toBe('RX-8 BadSignature')
  })

  it('[RX-10] [DL-7] a head that the other side knows and this one does not is a rollback or a fork', async () => {
    const { head } = anna.ownList
    const other = await hashText('another entry')
    expect(await offered({ dl: { seq: 1, head } })).toBe('RX-10 DeviceListRollback')
    expect(await offered({ peer: { seq: 2, head } })).toBe('RX-10 DeviceListRollback')
    expect(await offered({ dl: { seq: 0, head: other } })).toBe('RX-10 ForkedDeviceList')
    expect(ben.pins.get('anna')?.state).toBe('blocked')
    ben.pins.clear()
    expect(await offered({ peer: { seq: 1, head: other } })).toBe('RX-10 ForkedDeviceList')
    ben.pins.clear()
    expect(await offered({ peer: { seq: 0, head: ben.ownList.root } })).toBe('ok')
  })

  it('[RX-11] [BIND-1] what answers another message than the one that was sent is TranscriptMismatch', async () => {
    const other = await hashText('another message')
    expect(await taken(ben, offer)).toBe('ok')
    const answer = await scene.answer()
    const stray = await forge(answer, { offerHash: other }, ben.keys)
    expect(await taken(anna, stray)).toBe('RX-11 TranscriptMismatch')
    expect(await taken(anna, answer)).toBe('ok')
    const confirm = await scene.confirm()
    expect(await taken(ben, await forge(confirm, { answerHash: other }, anna.keys))).toBe(
      'RX-11 TranscriptMismatch',
    )
    expect(await taken(ben, confirm)).toBe('ok')
    const accept = await scene.accept()
    expect(await taken(anna, await forge(accept, { answerHash: other }, ben.keys))).toBe(
      'RX-11 TranscriptMismatch',
    )
    expect(await taken(anna, accept)).toBe('ok')
    const renego = await scene.renego(anna, 'offer')
    for (const change of [{ re: other }, { k: 'answer' }]) {
      expect(await taken(ben, await forge(renego, change, anna.keys))).toBe('RX-11 TranscriptMismatch')
    }
  })

  it('[RX-12] [SEC-3] a nonce that does not open the commitment is CommitmentMismatch', async () => {
    expect(await taken(ben, offer)).toBe('ok')
    expect(await taken(anna, await scene.answer())).toBe('ok')
    const confirm = await scene.confirm()
    const ground = await forge(confirm, { nonceA: await hashText('better emoji') }, anna.keys)
    expect(await taken(ben, ground)).toBe('RX-12 CommitmentMismatch')
    expect(scene.legOf(ben).nonceA).toBeNull()
    expect(await taken(ben, confirm)).toBe('ok')
  })

  it('[RX-13] [SEC-1] a description that was not signed, or names another certificate, is refused by name', async () => {
    const foreign = describeSession(ben.fp)
    const signed = async (sdp: string) =>
      taken(ben, { ...(await forge(offer, { sdpHash: await hashText(sdp) }, anna.keys)), sdp })
    expect(await taken(ben, { ...offer, sdp: foreign })).toBe('RX-13 SdpMismatch')
    expect(await taken(ben, { m: offer.m, sig: offer.sig })).toBe('RX-13 SdpMismatch')
    expect(await signed(foreign)).toBe('RX-13 FingerprintMismatch')
    expect(await signed(describeSession(anna.fp).replace('BUNDLE 0', 'BUNDLE'))).toBe('RX-13 UnsafeSdp')
    await scene.connect()
    const renego = await scene.renego(anna, 'offer')
    const swap = await forge(renego, { sdpHash: await hashText(foreign), fp: ben.fp }, anna.keys)
    expect(await taken(ben, { ...swap, sdp: foreign })).toBe('RX-13 FingerprintMismatch')
    const bye = await scene.bye(ben, 'hangup')
    expect(await taken(anna, { ...bye, sdp: foreign })).toBe('RX-13 SdpMismatch')
  })

  it('[RX-14] [CERT-1] a certificate other than the signed one, or none, is CertificateMismatch', async () => {
    await scene.connect()
    const leg = scene.legOf(anna)
    for (const certificates of [[anna.certificate], [anna.certificate, ben.certificate], [], undefined]) {
      expect(await certify(leg, certificates)).toEqual({ ok: false, error: 'CertificateMismatch' })
    }
    const certified = await certify(leg, [ben.certificate])
    expect(certified.ok && isSecured(certified.leg)).toBe(true)
    expect(isSecured(leg)).toBe(false)
  })

  it('names the first of several faults, in the order RX-1 to RX-13', async () => {
    const stranger = { user: 'anna', dev: scene.ben2.me.dev }
    const faults = [
      { change: { sdpHash: anna.fp }, verdict: 'RX-13 SdpMismatch' },
      { change: { dl: { seq: 9, head: anna.fp } }, verdict: 'RX-10 DeviceListRollback' },
      { change: { ctr: 0 }, verdict: 'RX-9 ReplayedOffer' },
      { change: { sig: '' }, verdict: 'RX-8 BadSignature' },
      { change: { from: stranger }, verdict: 'RX-7 UnknownDevice' },
      { change: { from: { ...stranger, user: 'nobody' } }, verdict: 'RX-6 BadDeviceList' },
      { change: { to: scene.ben2.me }, verdict: 'RX-5 WrongRecipient' },
      { change: { n: '0' }, verdict: 'RX-4 BadFormat' },
      { change: { v: 'vcall/2' }, verdict: 'RX-3 UnknownVersion' },
    ]
    let changes = {}
    for (const fault of faults) {
      changes = { ...changes, ...fault.change }
      const { sig, ...fields } = { sig: undefined, ...changes }
      const forged = await forge(offer, fields, anna.keys)
      expect(await taken(ben, sig === undefined ? forged : { ...forged, sig })).toBe(fault.verdict)
    }
    expect(await taken(ben, { ...offer, m: ' {"v":"vcall/2"}' })).toBe('RX-2 NotCanonical')
    expect(await taken(ben, { ...offer, m: ' '.repeat(9_000) })).toBe('RX-1 TooLarge')
  })
})

describe('what the receiver remembers', () => {
  it('[LEG-2] the counter of an offer that was refused may come again', async () => {
    expect(await taken(ben, { ...offer, sdp: 'x' })).toBe('RX-13 SdpMismatch')
    expect(await taken(ben, offer)).toBe('ok')
  })

  it('[DL-5] a list is pinned with the first offer that holds, not with one that does not', async () => {
    expect(await taken(ben, { ...offer, sdp: 'x' })).toBe('RX-13 SdpMismatch')
    expect(ben.pins.has('anna')).toBe(false)
    expect(await taken(ben, offer)).toBe('ok')
    expect(ben.pins.get('anna')).toMatchObject({ seq: 0, state: 'tofu' })
  })

  it('[ERR-3] a proven offer that is refused leaves a leg on which to say so, an unproven one does not', async () => {
    const refused = await ben.take({ ...offer, sdp: describeSession(ben.fp) })
    if (refused.ok || !refused.leg) throw new Error('no leg')
    const bye = await writeBye(refused.leg, 'error', refused.error, ben.keys)
    if (!bye.ok) throw new Error(bye.error)
    expect(await anna.take(bye.envelope)).toMatchObject({
      ok: true,
      event: { is: 'bye', err: 'SdpMismatch' },
    })
    expect(await ben.take({ ...offer, sig: '' })).toMatchObject({ ok: false, leg: null })
  })
})
