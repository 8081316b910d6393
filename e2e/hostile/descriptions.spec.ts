import { expect } from '../scene.ts'
import { until } from '../until.ts'
import { hurry } from './bendTime.ts'
import { ALTERATIONS, alter, rehash, resign } from './descriptions.ts'
import { ForgedLeg } from './ForgedLeg.ts'
import { isSignal, type Lies } from './HostileServer.ts'
import { ownChain } from './leakKeys.ts'
import { change, test } from './Office.ts'
import { Puppet } from './Puppet.ts'
import { drawNonce, headOf, type Party, read } from './vcall.ts'
import { readLeaving } from './watchLeaving.ts'

declare global {
  interface Window {
    tacetCertificates?: RTCDtlsTransport['getRemoteCertificates']
  }
}

/** Milliseconds for something to pass through the server. */
const PASSES_WITHIN = 20_000

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
      await office.call()
      await office.expectBlocked('SdpMismatch')
    })
  })

  test(`[RX-8] it ${what} in an answer and corrects the hash: BadSignature`, async ({ office }) => {
    const lies = change('answer', envelope => rehash(alter(envelope, how)))
    await office.attack(lies, async () => {
      await office.call()
      await office.expectBlocked('BadSignature')
    })
  })

  const error = what === 'adds an m-line' ? 'UnsafeSdp' : 'FingerprintMismatch'
  test(`[RX-13] it ${what} in an answer, and Ben's device signs that: ${error}`, async ({
    office,
    accomplice,
  }) => {
    const lies = change('answer', envelope => resign(rehash(alter(envelope, how)), accomplice.browser))
    await office.attack(lies, async () => {
      await office.call()
      await office.expectBlocked(error)
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
      if (!isSignal(message) || from.person !== anna.id) return message
      const { call, envelope: said } = message
      const offer = read(said.m)
      forged ??= new ForgedLeg({
        callId: call,
        me: offer['to'] as Party,
        device: accomplice.browser,
        peer: offer['from'] as Party,
        side: 'anna',
        puppet,
        alter: ALTERATIONS['swaps the fingerprint'],
        post: envelope => {
          const sender = { person: ben.id, device: accomplice.browser.dev }
          from.say({
            t: 'call-signal',
            call,
            conversation: call,
            from: sender,
            envelope,
            age: 0,
          })
        },
      })
      if (offer.t === 'offer') void forged.answer(said, { nonceB: drawNonce(), ...heads })
      else void forged.hear(message)
      return null
    },
  }
  await hurry(anna.page, 3)
  await office.attack(lies, async () => {
    await anna.person.call('audio')
    const states = () =>
      anna.page.evaluate(() => [...window.tacetLeaving.open].map(({ connectionState }) => connectionState))
    await until('DTLS has failed', PASSES_WITHIN, async () => (await states()).includes('failed'))
    await anna.expectVerdict('failed')
  })
  await page.close()
})

/** Runs in the page: it sees another certificate at the other end from now on, or the real one again. */
function seeCertificate(which: string): void {
  const { prototype } = RTCDtlsTransport
  window.tacetCertificates ??= prototype.getRemoteCertificates
  const lie = () => [new ArrayBuffer(300)]
  prototype.getRemoteCertificates = which === 'another' ? lie : window.tacetCertificates
}

test('[CERT-1] the certificates at the other end are others than the signed ones: CertificateMismatch', async ({
  office,
}) => {
  const pages = [office.anna.page, office.ben.page]
  for (const page of pages) await page.evaluate(seeCertificate, 'another')
  await office.attack({}, async () => {
    await office.call()
    await office.expectBlocked('CertificateMismatch')
    for (const page of pages) await page.evaluate(seeCertificate, 'the real one')
  })
})

test('[RX-8] it strips the signature from an answer: BadSignature', async ({ office }) => {
  const lies = change('answer', ({ m, sdp = '' }) => ({ m, sdp }))
  await office.attack(lies, async () => {
    await office.call()
    await office.expectBlocked('BadSignature')
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
