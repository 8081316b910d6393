import { hurry, moveClock } from './hostile/bendTime.ts'
import { ALTERATIONS, alter, rehash, resign } from './hostile/descriptions.ts'
import { ForgedLeg } from './hostile/ForgedLeg.ts'
import type { Lies, Signal } from './hostile/HostileServer.ts'
import { ownChain } from './hostile/leakKeys.ts'
import { change, type Office, show, test } from './hostile/Office.ts'
import { Puppet } from './hostile/Puppet.ts'
import {
  canonical,
  Device,
  devicesOf,
  drawNonce,
  type Envelope,
  emojiOf,
  hash,
  headOf,
  type Party,
  read,
  writeEntry,
} from './hostile/vcall.ts'
import { emojiNumbers } from './hostile/vectors.ts'
import { readLeaving } from './hostile/watchLeaving.ts'
import { expect } from './scene.ts'
import { until } from './until.ts'

/** Milliseconds for something to pass through the server. */
const PASSES_WITHIN = 20_000
/** [LEG-3] Milliseconds. */
const TOO_LATE = 61_000

/** Anna calls, Ben accepts. */
async function call({ anna, ben }: Office): Promise<void> {
  await anna.person.call('audio')
  await ben.person.accept('audio')
}

/** Both are told the name of the error. */
async function expectBlocked({ anna, ben }: Office, error: string): Promise<void> {
  await anna.expectBlocked(error)
  await ben.expectBlocked(error)
}

/** The messages of a call that decide its emoji, as they left the two. */
function transcript({ server, anna, ben }: Office): [offer: Envelope, answer: Envelope, confirm: Envelope] {
  const find = (person: string, t: string) =>
    server.signalsFrom(person).findLast(({ envelope }) => read(envelope.m).t === t)?.envelope
  const found = [find(anna.id, 'offer'), find(ben.id, 'answer'), find(anna.id, 'confirm')]
  const [offer, answer, confirm] = found
  if (!offer || !answer || !confirm) throw new Error('there was no such call')
  return [offer, answer, confirm]
}

test('[TEST-2] [SAS-3] a server that only listens: the call runs, and both see the emoji that it can work out, too', async ({
  office,
}) => {
  const { anna, ben } = office
  await office.callHonestly(async () => {
    const emoji = emojiOf(...transcript(office))
    expect(emojiNumbers(await anna.readEmoji(), 'de')).toEqual(emoji)
    expect(emojiNumbers(await ben.readEmoji(), 'en')).toEqual(emoji)
  })
})

for (const [what, how] of Object.entries(ALTERATIONS)) {
  test(`[SDP-1] it ${what} in an offer: SdpMismatch, and nothing rings`, async ({ office }) => {
    const { anna, ben } = office
    const before = await readLeaving(ben.page)
    const lies = change('offer', envelope => alter(envelope, how))
    await office.attack(lies, async () => {
      await anna.person.call('video')
      await anna.expectBlocked('SdpMismatch')
      await expect(ben.person.ringing).toBeHidden()
      expect(await readLeaving(ben.page)).toEqual(before)
    })
  })

  test(`[SDP-1] it ${what} in an answer: SdpMismatch`, async ({ office }) => {
    const lies = change('answer', envelope => alter(envelope, how))
    await office.attack(lies, async () => {
      await call(office)
      await expectBlocked(office, 'SdpMismatch')
    })
  })

  test(`[RX-8] it ${what} in an answer and corrects the hash: BadSignature`, async ({ office }) => {
    const lies = change('answer', envelope => rehash(alter(envelope, how)))
    await office.attack(lies, async () => {
      await call(office)
      await expectBlocked(office, 'BadSignature')
    })
  })

  const error = what === 'adds an m-line' ? 'UnsafeSdp' : 'FingerprintMismatch'
  test(`[RX-13] it ${what} in an answer, and Ben's device signs that: ${error}`, async ({
    office,
    accomplice,
  }) => {
    const lies = change('answer', envelope => resign(rehash(alter(envelope, how)), accomplice.browser))
    await office.attack(lies, async () => {
      await call(office)
      await expectBlocked(office, error)
    })
  })
}

test("[SDP-2] Ben's device works for it and signs for another certificate than its own: DTLS does not come up", async ({
  office,
  accomplice,
}) => {
  const { anna, ben } = office
  const { page } = await office.scene.browser()
  await page.goto(`${office.scene.stack.origin}/api/health`)
  const puppet = await Puppet.play(page)
  const heads = { dl: headOf(accomplice.chain), peer: headOf(await ownChain(anna.person)) }
  let forged: ForgedLeg | null = null
  const lies: Lies = {
    up(message, from) {
      if (message.t !== 'call-signal' || from.person !== anna.id) return message
      const signal = message as unknown as Signal
      const offer = read(signal.envelope.m)
      forged ??= new ForgedLeg({
        callId: signal.call,
        me: offer['to'] as Party,
        device: accomplice.browser,
        peer: offer['from'] as Party,
        side: 'anna',
        puppet,
        alter: ALTERATIONS['swaps the fingerprint'],
        post: envelope => {
          const sender = { person: ben.id, device: accomplice.browser.dev }
          from.say({ t: 'call-signal', call: signal.call, conversation: '', from: sender, envelope, age: 0 })
        },
      })
      if (offer.t === 'offer') void forged.answer(signal.envelope, { nonceB: drawNonce(), ...heads })
      else void forged.hear(signal)
      return null
    },
  }
  await hurry(anna.page, 3)
  await office.attack(lies, async () => {
    await anna.person.call('audio')
    await until('DTLS has failed', PASSES_WITHIN, async () => (await puppet.state('anna')) === 'failed')
    await anna.expectVerdict('failed')
  })
  await page.close()
})

test('[CERT-1] the certificate at the other end is another one than the signed one: CertificateMismatch', async ({
  office,
}) => {
  const { anna } = office
  await anna.page.evaluate(() => {
    const { prototype } = RTCDtlsTransport
    const honest = prototype.getRemoteCertificates
    prototype.getRemoteCertificates = () => {
      prototype.getRemoteCertificates = honest
      return [new ArrayBuffer(300)]
    }
  })
  await office.attack({}, async () => {
    await call(office)
    await expectBlocked(office, 'CertificateMismatch')
  })
})

test('[RX-8] it strips the signature from an answer: BadSignature', async ({ office }) => {
  const lies = change('answer', ({ m, sdp = '' }) => ({ m, sdp }))
  await office.attack(lies, async () => {
    await call(office)
    await expectBlocked(office, 'BadSignature')
  })
})

test('[RX-8] it strips the signature from an offer and says that it rings: nothing rings, no answer', async ({
  office,
}) => {
  const { anna, ben, server } = office
  const lies = change('offer', ({ m, sdp = '' }, { call: id }) => {
    server.lineOf(anna.id).say({ t: 'call-ringing', call: id, device: server.lineOf(ben.id).device })
    return { m, sdp }
  })
  await hurry(anna.page, 10)
  const before = await readLeaving(ben.page)
  await office.attack(lies, async () => {
    await anna.person.call('audio')
    await anna.expectVerdict('noAnswer')
    await expect(ben.person.ringing).toBeHidden()
    expect(await readLeaving(ben.page)).toEqual(before)
  })
})

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
  const old = server.heard.findLast(
    ({ way, line, message }) =>
      way === 'down' &&
      line.person === ben.id &&
      message.t === 'call-signal' &&
      message['ring'] !== undefined,
  )?.message as unknown as Signal
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
        if (!released) held.push(message as unknown as Signal)
        return null
      },
      up(message, from) {
        if (!released || from.person !== ben.id || message.t !== 'call-signal') return message
        const { call: id, envelope } = message as unknown as Signal
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

test("[LEG-5] another device in Ben's list answers in the place of his browser: DeviceSwapped", async ({
  office,
  accomplice,
}) => {
  const { ben } = office
  const { laptop } = accomplice
  const lies = change('answer', ({ m, sdp }) =>
    laptop.write({ ...read(m), from: { user: ben.id, dev: laptop.dev } }, sdp),
  )
  await office.attack(lies, async () => {
    await call(office)
    await expectBlocked(office, 'DeviceSwapped')
  })
})

test("[RX-7] a device that nobody has let into Ben's list answers: UnknownDevice", async ({ office }) => {
  const { ben } = office
  const stranger = Device.draw()
  const lies = change('answer', ({ m, sdp }) =>
    stranger.write({ ...read(m), from: { user: ben.id, dev: stranger.dev } }, sdp),
  )
  await office.attack(lies, async () => {
    await call(office)
    await expectBlocked(office, 'UnknownDevice')
  })
})

test('[SEQ-2] it turns answer and consent around: OutOfOrder', async ({ office }) => {
  const { anna, server } = office
  const held: Signal[] = []
  await office.attack(
    {
      down(message, to) {
        const signal = message as unknown as Signal
        const t = to.person === anna.id && signal.t === 'call-signal' ? read(signal.envelope.m).t : null
        if (t === 'answer') held.push(signal)
        if (t !== 'accept') return t === 'answer' ? null : message
        server.lineOf(anna.id).say(signal)
        for (const answer of held) server.lineOf(anna.id).say(answer)
        return null
      },
    },
    async () => {
      await call(office)
      await expectBlocked(office, 'OutOfOrder')
    },
  )
})

/** Keeps Ben's answer from Anna until `deliver`. His consent is lost: behind a missing answer it would end the call. */
function holdAnswer({ anna, server }: Office) {
  const held: Signal[] = []
  const lies: Lies = {
    down(message) {
      const signal = message as unknown as Signal
      const t = signal.t === 'call-signal' ? read(signal.envelope.m).t : null
      if (t === 'answer') held.push(signal)
      return t === 'answer' || t === 'accept' ? null : message
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
    await call(office)
    await moveClock(anna.page, TOO_LATE)
    await deliver()
    await expectBlocked(office, 'StaleOffer')
  })
})

test('[CALL-12] it holds an answer back until Anna gives up: no answer, and the late one comes to nothing', async ({
  office,
}) => {
  const { anna } = office
  const { lies, deliver } = holdAnswer(office)
  await hurry(anna.page, 5)
  await office.attack(lies, async () => {
    await call(office)
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
      await expectBlocked(office, 'BadSignature')
      expect(await readLeaving(ben.page)).toEqual(before)
    })
  })
}

test('[DL-6] [SEC-2] it shows another beginning of the list of Ben, whom nobody has verified: red notice, the call goes out', async ({
  office,
}) => {
  const { anna, ben, server } = office
  const mallory = Device.draw()
  const chain = [writeEntry([], ben.id, [mallory.card], mallory)]
  await office.attack(show(chain), async () => {
    await anna.person.call('audio')
    await until('the offer has gone out', PASSES_WITHIN, () =>
      server.signalsFrom(anna.id).some(({ to }) => to.device === mallory.dev),
    )
    await anna.person.hangUp()
    await expect(anna.banner(anna.words.keysChanged('Ben'))).toBeVisible()
  })
})

test('[DL-6] [SEC-2] it shows another beginning of the list of Ben, who is verified: RootChanged, and the call is held', async ({
  office,
}) => {
  const { anna, ben } = office
  await office.callHonestly(async () => {
    await anna.answerEmoji('match')
    await anna.expectVerified()
  })
  const mallory = Device.draw()
  const chain = [writeEntry([], ben.id, [mallory.card], mallory)]
  await office.attack(show(chain), async () => {
    await anna.person.call('audio')
    await anna.expectBlocked('RootChanged')
    await anna.leaveVerdict()
    await expect(anna.banner(anna.words.keysReset)).toBeVisible()
    office.server.lies = {}
    await anna.acceptNewKeys()
  })
})

test("[DL-5] [SEC-2] it forks Ben's list: ForkedDeviceList, and calls are held", async ({
  office,
  accomplice,
}) => {
  const { anna, ben } = office
  await office.callHonestly()
  const { browser, chain } = accomplice
  const beginning = chain.slice(0, 1)
  const fork = writeEntry(beginning, ben.id, [...devicesOf(beginning), Device.draw().card], browser)
  await office.attack(show([...beginning, fork]), async () => {
    await anna.person.call('audio')
    await anna.expectBlocked('ForkedDeviceList')
    await anna.leaveVerdict()
    await expect(anna.banner(anna.words.callsBlocked)).toBeVisible()
    office.server.lies = {}
    await anna.acceptNewKeys()
  })
})

test("[DL-5] it shows Ben's list without its last entry: DeviceListRollback", async ({
  office,
  accomplice,
}) => {
  const { anna } = office
  await office.callHonestly()
  await office.attack(show(accomplice.chain.slice(0, 1)), async () => {
    await anna.person.call('audio')
    await anna.expectBlocked('DeviceListRollback')
  })
})
