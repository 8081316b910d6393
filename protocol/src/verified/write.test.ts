import { beforeEach, describe, expect, it } from 'vitest'
import { describeSession } from './fakes/describeSession.ts'
import { answerOn, Scene, verdict } from './fakes/Scene.ts'
import { glimpse } from './messages.ts'
import { writeAccept, writeBye, writeCandidates, writeConfirm, writeRenego } from './write.ts'

let scene: Scene

beforeEach(async () => {
  scene = await Scene.make()
})

const UNEXPECTED = { ok: false, error: 'UnexpectedMessage' }

describe('what a device writes', () => {
  it('[RING-3] accepts only after its answer, and once', async () => {
    const { anna, ben } = scene
    const accept = () => scene.attempt(ben, leg => writeAccept(leg, 'audio', ben.keys))
    expect(verdict(await ben.take(scene.offer))).toBe('ok')
    expect(await accept()).toEqual(UNEXPECTED)
    await scene.answer()
    expect(await scene.attempt(ben, leg => answerOn(leg, ben))).toEqual(UNEXPECTED)
    expect((await accept()).ok).toBe(true)
    expect(await accept()).toEqual(UNEXPECTED)
    expect(await scene.attempt(anna, leg => writeAccept(leg, 'audio', anna.keys))).toEqual(UNEXPECTED)
  })

  it('[SAS-2] the nonce of the caller is not revealed before a valid answer has come', async () => {
    const { anna, ben } = scene
    const confirm = () => scene.attempt(anna, leg => writeConfirm(leg, anna.keys))
    expect(await confirm()).toEqual(UNEXPECTED)
    expect(verdict(await ben.take(scene.offer))).toBe('ok')
    expect(verdict(await anna.take({ ...(await scene.answer()), sig: '' }))).toBe('RX-8 BadSignature')
    expect(await confirm()).toEqual(UNEXPECTED)
    expect(await scene.attempt(ben, leg => writeConfirm(leg, ben.keys))).toEqual(UNEXPECTED)
  })

  it('[NEG-2] renegotiates only in an open leg, one offer at a time, and answers only what was asked', async () => {
    const { anna, ben } = scene
    const renego = (k: 'offer' | 'answer') =>
      scene.attempt(anna, leg => writeRenego(leg, k, describeSession(anna.fp), anna.keys))
    expect(await renego('offer')).toEqual(UNEXPECTED)
    await scene.connect()
    expect(await renego('answer')).toEqual(UNEXPECTED)
    expect((await renego('offer')).ok).toBe(true)
    expect(await renego('offer')).toEqual(UNEXPECTED)
    const early = await scene.attempt(ben, leg => writeCandidates(leg, [], ben.keys))
    expect(early).toEqual({ ok: false, error: 'BadFormat' })
  })

  it('[SDP-2] [SDP-3] never sends a description that the other side would refuse', async () => {
    const { anna, ben } = scene
    await scene.connect()
    const foreign = describeSession(ben.fp)
    const renego = (sdp: string) => scene.attempt(anna, leg => writeRenego(leg, 'offer', sdp, anna.keys))
    expect(await renego(foreign)).toEqual({ ok: false, error: 'FingerprintMismatch' })
    expect(await renego(describeSession(anna.fp).replace('s=-', 's=-\r\na=crypto:1'))).toEqual({
      ok: false,
      error: 'UnsafeSdp',
    })
    expect(await renego(describeSession(anna.fp).padEnd(50_000))).toEqual({ ok: false, error: 'TooLarge' })
    expect(await renego('')).toEqual({ ok: false, error: 'FingerprintMismatch' })
  })

  it('[TRUST-4] never calls a blocked peer, nor a device that is not in the list', async () => {
    const { anna, ben } = scene
    const unknown = { ...ben.me, dev: anna.me.dev }
    expect(await anna.call(unknown)).toEqual({ ok: false, error: 'UnknownDevice' })
    const pin = anna.pins.get('ben')
    if (pin) anna.pins.set('ben', { ...pin, state: 'blocked' })
    expect(await anna.call(ben.me)).toMatchObject({ ok: false, error: 'PeerBlocked' })
  })

  it('[ERR-3] names the error with which it ends a leg', async () => {
    const { anna } = scene
    const bye = await scene.attempt(anna, leg => writeBye(leg, 'error', 'FingerprintMismatch', anna.keys))
    expect(bye.ok && JSON.parse(bye.envelope.m)).toMatchObject({ t: 'bye', err: 'FingerprintMismatch', n: 1 })
  })
})

describe('what the server reads', () => {
  it('[SRV-1] is type, media and reason, and nothing else', async () => {
    expect(glimpse(scene.offer.m)).toEqual({ t: 'offer', media: 'audio' })
    expect(glimpse((await scene.bye(scene.anna, 'cancel')).m)).toEqual({ t: 'bye', reason: 'cancel' })
    expect(glimpse('{"t":"hello"}')).toBeNull()
    expect(glimpse('no text of ours')).toBeNull()
  })
})
