import { beforeEach, describe, expect, it } from 'vitest'
import { FakePhone } from './fakes/FakePhone.ts'
import { forge } from './fakes/forge.ts'
import { Scene, verdict } from './fakes/Scene.ts'
import type { SignedEnvelope } from './messages.ts'
import { nextCtr, writeCandidates } from './write.ts'

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

describe('calls and their order', () => {
  it('[RX-9] [LEG-2] an offer counts once: the live one again is Duplicate, an old one ReplayedOffer', async () => {
    expect(await taken(ben, offer)).toBe('ok')
    expect(await taken(ben, offer)).toBe('RX-9 Duplicate')
    ben.legs.clear()
    expect(await taken(ben, offer)).toBe('RX-9 ReplayedOffer')
    expect(await taken(ben, await forge(offer, { ctr: 0 }, anna.keys))).toBe('RX-9 ReplayedOffer')
    expect(await taken(ben, await forge(offer, { ctr: 2 }, anna.keys))).toBe('ok')
  })

  it('[LEG-2] the counter rises with the clock, and also where the clock stands or was set back', () => {
    expect(nextCtr(5, 1_000)).toBe(1_000)
    expect(nextCtr(1_000, 1_000)).toBe(1_001)
    expect(nextCtr(2_000, 1_000)).toBe(2_001)
  })

  it('[RX-9] [LEG-3] an offer, an answer and an accept are worth nothing after 60 seconds', async () => {
    ben.serverAge = 60_001
    expect(await taken(ben, offer)).toBe('RX-9 StaleOffer')
    ben.serverAge = 60_000
    expect(await taken(ben, offer)).toBe('ok')
    const answer = await scene.answer()
    anna.now = 60_001
    expect(await taken(anna, answer)).toBe('RX-9 StaleOffer')
    anna.now = 60_000
    expect(await taken(anna, answer)).toBe('ok')
    const accept = await scene.accept()
    anna.now = 60_001
    expect(await taken(anna, accept)).toBe('RX-9 StaleOffer')
  })

  it('[RX-9] [LEG-4] [LEG-5] a call that is not known is UnknownCall, another device in it DeviceSwapped', async () => {
    expect(await taken(ben, offer)).toBe('ok')
    const answer = await scene.answer()
    const swapped = await forge(answer, { from: scene.ben2.me }, scene.ben2.keys)
    expect(await taken(anna, swapped)).toBe('RX-9 DeviceSwapped')
    const mallory = await FakePhone.make('mallory', scene.directory)
    const stolen = await forge(answer, { from: mallory.me }, mallory.keys)
    expect(await taken(anna, stolen)).toBe('RX-9 UnknownCall')
    anna.legs.clear()
    expect(await taken(anna, answer)).toBe('RX-9 UnknownCall')
    expect(await taken(anna, await scene.accept())).toBe('RX-9 UnknownCall')
  })

  it('[LEG-5] a device without a leg can send nothing else in the call either', async () => {
    await scene.connect()
    const bye = await scene.bye(ben, 'hangup')
    const swapped = await forge(bye, { from: scene.ben2.me }, scene.ben2.keys)
    expect(await taken(anna, swapped)).toBe('RX-9 DeviceSwapped')
    expect(await taken(anna, { ...swapped, sig: '' })).toBe('RX-8 BadSignature')
  })

  it('[LEG-4] the id of a call with somebody else begins no other call', async () => {
    expect(await taken(ben, offer)).toBe('ok')
    const mallory = await FakePhone.make('mallory', scene.directory)
    const call = await mallory.call(ben.me)
    if (!call.ok) throw new Error(call.error)
    const { callId } = scene
    expect(await taken(ben, await forge(call.envelope, { callId }, mallory.keys))).toBe('RX-9 UnknownCall')
    expect(await taken(ben, call.envelope)).toBe('RX-9 UnknownCall')
  })

  it('[RX-9] [SEQ-2] messages come one after another: no gap, no second one in a used place', async () => {
    expect(await taken(ben, await forge(offer, { n: 1 }, anna.keys))).toBe('RX-9 OutOfOrder')
    expect(await taken(ben, offer)).toBe('ok')
    const [first, second] = [await scene.candidates(anna), await scene.candidates(anna)]
    expect(await taken(ben, second)).toBe('RX-9 OutOfOrder')
    expect(await taken(ben, first)).toBe('ok')
    expect(await taken(ben, first)).toBe('RX-9 Duplicate')
    const other = await forge(first, { cands: [{ mid: '1', ufrag: 'u', cand: '' }] }, anna.keys)
    expect(await taken(ben, other)).toBe('RX-9 OutOfOrder')
    expect(await taken(ben, second)).toBe('ok')
  })

  it('[RX-9] [SEC-4] [SEQ-3] a message before its time or in the wrong direction is UnexpectedMessage', async () => {
    const frame = (to: FakePhone, n: number) => ({ n, from: (to === anna ? ben : anna).me, to: to.me })
    const bye = await scene.bye(anna, 'hangup')
    const get = async (to: FakePhone, n: number, fields: Record<string, unknown>) => {
      const { keys } = to === anna ? ben : anna
      const change = { ...frame(to, n), reason: undefined, err: undefined, ...fields }
      return taken(to, await forge(bye, change, keys))
    }
    const confirm = { t: 'confirm', answerHash: ben.fp, nonceA: ben.fp }
    const accept = { t: 'accept', answerHash: ben.fp, media: 'audio' }
    const cand = { t: 'cand', cands: [{ mid: '0', ufrag: 'u', cand: '' }] }
    const renego = { t: 'renego', k: 'offer', re: ben.fp, sdpHash: ben.fp, fp: ben.fp }

    expect(await get(anna, 0, cand)).toBe('RX-9 UnexpectedMessage')
    expect(await taken(ben, offer)).toBe('ok')
    expect(await get(ben, 1, confirm)).toBe('RX-9 UnexpectedMessage')
    expect(await get(anna, 0, accept)).toBe('RX-9 UnexpectedMessage')
    const answer = await scene.answer()
    expect(await taken(anna, answer)).toBe('ok')
    expect(await taken(anna, await forge(answer, { n: 1 }, ben.keys))).toBe('RX-9 UnexpectedMessage')
    expect(await get(ben, 1, accept)).toBe('RX-9 UnexpectedMessage')
    expect(await get(ben, 1, renego)).toBe('RX-9 UnexpectedMessage')
    expect(await get(anna, 1, renego)).toBe('RX-9 UnexpectedMessage')
    expect(await get(anna, 1, confirm)).toBe('RX-9 UnexpectedMessage')
    expect(await taken(ben, await forge(offer, { n: 1 }, anna.keys))).toBe('RX-9 UnexpectedMessage')
  })

  it('[RX-9] [MSG-2] the 65th candidate of a generation is TooLarge, one of the next generation is not', async () => {
    expect(await taken(ben, offer)).toBe('ok')
    for (let i = 0; i < 4; i++)
      expect(await taken(ben, await scene.candidates(anna, '__proto__', 16))).toBe('ok')
    const one = [{ mid: '0', ufrag: '__proto__', cand: 'candidate:1' }]
    expect(await scene.attempt(anna, leg => writeCandidates(leg, one, anna.keys))).toEqual({
      ok: false,
      error: 'TooLarge',
    })
    const next = await scene.candidates(anna, 'next')
    expect(await taken(ben, await forge(next, { cands: one }, anna.keys))).toBe('RX-9 TooLarge')
    expect(await taken(ben, next)).toBe('ok')
  })
})

describe('renegotiation', () => {
  const eventOf = async (by: FakePhone, envelope: SignedEnvelope) => {
    const received = await by.take(envelope)
    return received.ok ? received.event : received.error
  }

  it('[NEG-2] of two crossing offers the callee takes back its own, and both go on from one answer', async () => {
    await scene.connect()
    const [annas, bens] = [await scene.renego(anna, 'offer'), await scene.renego(ben, 'offer')]
    expect(await eventOf(anna, bens)).toEqual({ is: 'renego-ignored' })
    expect(await eventOf(ben, annas)).toMatchObject({ is: 'renego-offer', rollBack: true })
    expect(await eventOf(anna, await scene.renego(ben, 'answer'))).toMatchObject({ is: 'renego-answer' })
    expect(await eventOf(anna, await scene.renego(ben, 'offer'))).toMatchObject({ is: 'renego-offer' })
    expect(await eventOf(ben, await scene.renego(anna, 'answer'))).toMatchObject({ is: 'renego-answer' })
    expect(scene.legOf(anna).renego).toEqual(scene.legOf(ben).renego)
  })

  it('[NEG-2] an offer before the last one is answered is never applied, but counts in the order', async () => {
    await scene.connect()
    const first = await scene.renego(anna, 'offer')
    expect(await eventOf(ben, first)).toMatchObject({ is: 'renego-offer', rollBack: false })
    const n = JSON.parse(first.m).n + 1
    expect(await eventOf(ben, await forge(first, { n }, anna.keys))).toEqual({ is: 'renego-ignored' })
    expect(scene.legOf(ben).received).toHaveLength(n + 1)
  })
})
