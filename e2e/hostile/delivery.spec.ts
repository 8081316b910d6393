import { expect } from '../scene.ts'
import { until } from '../until.ts'
import { hurry, moveClock } from './bendTime.ts'
import { resign } from './descriptions.ts'
import { isSignal, type Lies, type Signal } from './HostileServer.ts'
import { type Office, test } from './Office.ts'
import { canonical, Device, drawNonce, type Envelope, hash, read } from './vcall.ts'
import { readLeaving } from './watchLeaving.ts'

/** Milliseconds for something to pass through the server. */
const PASSES_WITHIN = 20_000
/** [LEG-3] Milliseconds. */
const TOO_LATE = 61_000

/** Ids of the calls that a person's browser said it rings for. */
const rung = ({ server, ben }: Office) =>
  server.heard
    .filter(
      ({ way, line, message }) => way === 'up' && line.person === ben.id && message.t === 'call-ringing',
    )
    .map(({ message }) => message['call'])

test('[LEG-2] it replays an old offer: nothing rings', async ({ office }) => {
  const { ben, server } = office
  await office.callHonestly()
  const old = server.heard
    .filter(({ way, line }) => way === 'down' && line.person === ben.id)
    .map(({ message }) => message)
    .filter(isSignal)
    .findLast(({ ring }) => ring !== undefined)
  if (!old) throw new Error('there was no offer')
  const before = rung(office)
  expect(before.at(-1)).toBe(old.call)

  // The next call comes after it on the same line: when that one rings, the old one has been looked at.
  await office.attack({}, async () => server.lineOf(ben.id).say({ ...old, age: 0 }))
  expect(rung(office).slice(before.length)).not.toContain(old.call)
})

test('[LEG-4] it withholds an offer and delivers it late: that may ring, and leads nowhere', async ({
  office,
}) => {
  const { anna, ben, server } = office
  const held: Signal[] = []
  let released = false
  await office.attack(
    {
      down(message, to) {
        if (to.person !== ben.id || !/^call-(signal|ended)$/.test(message.t)) return message
        if (!released && isSignal(message)) held.push(message)
        return null
      },
      // Ben's browser says that it rings; that nobody knows this call it is not told.
      reply: (said, ack) => (said.t === 'call-ringing' ? { ok: true, reply: {} } : ack),
      up(message, from) {
        if (!released || from.person !== ben.id || !isSignal(message)) return message
        const { call: id, envelope } = message
        const [{ conversation = '' } = {}] = held
        const sender = { person: ben.id, device: from.device }
        server
          .lineOf(anna.id)
          .say({ t: 'call-signal', call: id, conversation, from: sender, envelope, age: 0 })
        return null
      },
    },
    async () => {
      await anna.person.call('audio')
      await until('the offer has come', PASSES_WITHIN, () => held.length > 0)
      await anna.person.hangUp()
      await anna.person.expectNoCall()
      released = true
      const [offer] = held
      if (offer) server.lineOf(ben.id).say(offer)
      await hurry(ben.page, 10)
      await ben.person.accept('audio')
      await ben.expectVerdict('failed')
      await anna.person.expectNoCall()
    },
  )
})

test('[SEQ-2] it turns answer and consent around: OutOfOrder', async ({ office }) => {
  const { anna, server } = office
  const held: Signal[] = []
  await office.attack(
    {
      down(message, to) {
        if (to.person !== anna.id || !isSignal(message)) return message
        const { t } = read(message.envelope.m)
        if (t === 'answer') held.push(message)
        if (t !== 'accept') return t === 'answer' ? null : message
        server.lineOf(anna.id).say(message)
        for (const answer of held) server.lineOf(anna.id).say(answer)
        return null
      },
    },
    async () => {
      await office.call()
      await office.expectBlocked('OutOfOrder')
    },
  )
})

/** Keeps Ben's answer from Anna until `deliver`. What he says after it is lost: behind a missing answer it would end the call. */
function holdAnswer({ anna, server }: Office) {
  const held: Signal[] = []
  const lies: Lies = {
    down(message, to) {
      const t = isSignal(message) ? read(message.envelope.m).t : null
      if (isSignal(message) && t === 'answer') held.push(message)
      const isHeld = t === 'answer' || t === 'accept' || t === 'cand'
      return to.person === anna.id && isHeld ? null : message
    },
  }
  return {
    lies,
    async deliver() {
      await until('Ben has answered', PASSES_WITHIN, () => held.length > 0)
      for (const signal of held) server.lineOf(anna.id).say(signal)
    },
  }
}

test("[LEG-3] an answer comes 61 s late by Anna's own clock: StaleOffer", async ({ office }) => {
  const { anna } = office
  const { lies, deliver } = holdAnswer(office)
  await office.attack(lies, async () => {
    await office.call()
    await moveClock(anna.page, TOO_LATE)
    await deliver()
    await office.expectBlocked('StaleOffer')
  })
})

test('[CALL-12] it holds an answer back until Anna gives up: no answer, and the late one comes to nothing', async ({
  office,
}) => {
  const { anna } = office
  const { lies, deliver } = holdAnswer(office)
  await hurry(anna.page, 5)
  await office.attack(lies, async () => {
    await office.call()
    await anna.expectVerdict('noAnswer')
    await deliver()
    await anna.expectVerdict('noAnswer')
  })
})

/** What a server would have to say in Ben's name, after Anna's offer. It is all there but for his signature. */
function makeUp(t: 'accept' | 'answer', offer: Envelope): Envelope {
  const { v, callId, from, to, fp, dl, peer } = read(offer.m)
  const said = { v, t, callId, from: to, to: from, n: 0 }
  const sdp = offer.sdp ?? ''
  const envelope =
    t === 'accept'
      ? { m: canonical({ ...said, answerHash: hash(offer.m), media: 'video' }) }
      : {
          m: canonical({
            ...said,
            offerHash: hash(offer.m),
            sdpHash: hash(sdp),
            fp,
            nonceB: drawNonce(),
            dl: peer,
            peer: dl,
          }),
          sdp,
        }
  return resign(envelope, Device.draw())
}

for (const t of ['accept', 'answer'] as const) {
  test(`[SEC-4] it makes up Ben's ${t} while his browser rings: BadSignature, and no camera opens`, async ({
    office,
  }) => {
    const { anna, ben, server } = office
    const before = await readLeaving(ben.page)
    await office.attack({}, async () => {
      await anna.person.call('video')
      await ben.person.expectRinging(anna.person)
      const offer = server.signalsFrom(anna.id).findLast(({ envelope }) => read(envelope.m).t === 'offer')
      if (!offer) throw new Error('there was no offer')
      const { call: id, to: from, envelope } = offer
      server
        .lineOf(anna.id)
        .say({ t: 'call-signal', call: id, conversation: id, from, envelope: makeUp(t, envelope), age: 0 })
      await office.expectBlocked('BadSignature')
      expect(await readLeaving(ben.page)).toEqual(before)
    })
  })
}
