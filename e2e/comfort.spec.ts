import type { Page } from '@playwright/test'
import { expectToHear, expectToSee } from './media.ts'
import { makePluggable, plug } from './plugs.ts'
import { expect, test } from './scene.ts'

test('[CALL-20] a headset that is pulled gives way to the laptop, is used again when it is back, and all of it is said', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()
  await makePluggable(anna.page, ['Headset', 'Laptop'])
  await anna.call('audio')
  await ben.accept('audio')
  await expectToHear(ben.page, 1)

  await anna.page.getByRole('button', { name: /connection$/ }).click()
  await expect(anna.page.getByText(/^There and back takes \d+ ms/)).toBeVisible()
  await anna.button('Close note').click()

  await plug(anna.page, 'Laptop')
  await expect(anna.page.getByText('Headset removed. You speak through Laptop now.')).toBeVisible()
  await expectToHear(ben.page, 1)

  await plug(anna.page, 'Headset', 'Laptop')
  await expect(anna.page.getByText('You speak through Headset now.')).toBeVisible()
  await expectToHear(ben.page, 1)

  await plug(anna.page)
  await expect(anna.page.getByText('There is no other microphone: Ben does not hear you.')).toBeVisible()
  await expect(ben.tile('Anna').getByRole('img', { name: 'muted' })).toBeVisible()
  await plug(anna.page, 'Headset')
  await expectToHear(ben.page, 1)
  await anna.hangUp()
  await ben.expectNoCall()
})

test('[CALL-21] who speaks while muted is told so, and nothing of it leaves the page', async ({ scene }) => {
  const [anna, ben] = await scene.talk()
  // The fake microphone only beeps: this one hums on, as loud as a voice.
  await anna.page.evaluate(() => {
    const context = new AudioContext()
    const hum = new OscillatorNode(context, { frequency: 220 })
    const to = new MediaStreamAudioDestinationNode(context)
    hum.connect(to)
    hum.start()
    navigator.mediaDevices.getUserMedia = async () => to.stream.clone()
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
  })
  await anna.hangUp()
  await ben.expectNoCall()

  await anna.call('audio')
  await ben.accept('audio')
  await expectToHear(ben.page, 1)
  await anna.button(anna.words.mute).click()
  await expect(anna.page.getByText('You are muted: nobody hears what you say.')).toBeVisible()
  const { energy } = await anna.page.evaluate(readSent)
  await expect.poll(() => anna.page.evaluate(readSent).then(({ packets }) => packets)).toBeGreaterThan(0)
  expect((await anna.page.evaluate(readSent)).energy - energy).toBe(0)
})

/** Runs in the page: how loud what it sends has been in all, and of how many packets. */
async function readSent(): Promise<{ energy: number; packets: number }> {
  let [energy, packets] = [0, 0]
  for (const peer of window.tacetPeers) {
    if (peer.connectionState === 'closed') continue
    for (const stats of (await peer.getStats()).values()) {
      if (stats.type === 'media-source' && stats.kind === 'audio') energy += stats.totalAudioEnergy ?? 0
      if (stats.type === 'outbound-rtp' && stats.kind === 'audio') packets += stats.packetsSent
    }
  }
  return { energy, packets }
}

/** Names of the buttons in the small window of this page; presses the one that is named. */
function popOut(page: Page, press: string | null = null): Promise<(string | null)[]> {
  return page.evaluate(name => {
    const api = (window as Window & { documentPictureInPicture?: { window: Window | null } })
      .documentPictureInPicture
    const buttons = [...(api?.window?.document.querySelectorAll('button') ?? [])]
    if (name !== null) buttons.find(button => button.ariaLabel === name)?.click()
    return buttons.map(button => button.ariaLabel)
  }, press)
}

test('[CALL-19] the call has a small window of its own, with microphone, camera, and the way out', async ({
  scene,
}) => {
  const [anna, ben] = await scene.talk()

  await anna.button('Pop out').click()
  const { words } = anna
  await expect
    .poll(() => popOut(anna.page))
    .toEqual([words.mute, words.cameraOn, 'Back to the call', words.hangUp])
  await popOut(anna.page, words.cameraOn)
  await expectToSee(ben.page, 1)
  await popOut(anna.page, words.mute)
  await expect(anna.button(words.unmute)).toBeVisible()
  await popOut(anna.page, words.hangUp)
  await ben.expectNoCall()
  await expect.poll(() => popOut(anna.page)).toEqual([])
})
