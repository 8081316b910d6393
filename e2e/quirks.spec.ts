import { expectToHear } from './media.ts'
import { credentialsOf, test } from './scene.ts'

/** Runs in the page before anything else: DTLS comes up late, and without a word about it. */
function keepDtlsQuiet(): void {
  const LATE = 300
  const { prototype } = RTCDtlsTransport
  const state = Object.getOwnPropertyDescriptor(prototype, 'state')
  let up = Number.POSITIVE_INFINITY
  Object.defineProperty(prototype, 'state', {
    get() {
      const real: RTCDtlsTransportState = state?.get?.call(this)
      if (real !== 'connected') return real
      up = Math.min(up, performance.now())
      return performance.now() < up + LATE ? 'connecting' : real
    },
  })
  Object.defineProperty(prototype, 'onstatechange', { set: () => undefined })
}

test('[CERT-1] [RING-5] a browser that brings DTLS up without saying so: the certificate is checked all the same', async ({
  scene,
}) => {
  const ben = await scene.person('Ben')
  const anna = await scene.visitor('Anna')
  await anna.browser.context.addInitScript(keepDtlsQuiet)
  await anna.acceptInvitation(await scene.invitation(), credentialsOf('Anna'))
  await anna.startDirectMessage(ben)

  await anna.call('audio')
  await ben.accept('audio')

  for (const person of [anna, ben]) {
    await expectToHear(person.page, 1)
    await person.expectLabel(person.words.endToEnd)
  }
})
