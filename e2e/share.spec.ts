import type { Page } from '@playwright/test'
import { expectMovingPictures, expectToSee, readFlows } from './media.ts'
import { expect, test } from './scene.ts'

const shared = (page: Page) => page.locator('video[aria-label="Shared screen of Anna"]')

/** How bright the shared picture is on the viewer's side (0…255): the darkest and the lightest of some points. */
function brightness(page: Page): Promise<{ darkest: number; lightest: number }> {
  return shared(page).evaluate(video => {
    const canvas = new OffscreenCanvas(32, 32)
    const context = canvas.getContext('2d')
    context?.drawImage(video as HTMLVideoElement, 0, 0, 32, 32)
    const { data } = context?.getImageData(0, 0, 32, 32) ?? { data: [] }
    const levels = [...data].filter((_, at) => at % 4 === 1)
    return { darkest: Math.min(...levels), lightest: Math.max(...levels) }
  })
}

async function framesOf(page: Page): Promise<number> {
  const flows = await readFlows(page)
  return flows
    .filter(flow => flow.direction === 'in' && flow.kind === 'video')
    .reduce((sum, flow) => sum + flow.frames, 0)
}

test('[SHARE-2, 6] a whole screen is asked about once more, stands still while paused, and is gone at once when it ends', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()
  await anna.call('audio')
  await ben.accept('audio')
  await anna.controls.getByRole('button', { name: anna.words.shareScreen, exact: true }).click()
  const question = anna.page.getByRole('alertdialog')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toBeHidden()
  expect(await framesOf(ben.page), 'nothing was sent before the second yes').toBe(0)

  await anna.shareScreen()
  await expectToSee(ben.page, 1)
  await expectMovingPictures(ben.page, 1)

  await anna.button('Pause').click()
  await expect(ben.page.getByText('Paused. You see the last picture.')).toBeVisible()
  let before = -1
  await expect
    .poll(async () => {
      const [now, then] = [await framesOf(ben.page), before]
      before = now
      return now - then
    })
    .toBe(0)
  await expect(shared(ben.page)).toBeVisible()
  expect((await brightness(ben.page)).lightest, 'the last picture, not a black one').toBeGreaterThan(40)

  await anna.button('Resume').click()
  await expectMovingPictures(ben.page, 1)
  await expect(ben.page.getByText('Paused. You see the last picture.')).toBeHidden()

  // As by the browser's own "Stop sharing" bar, or the shared window closing.
  await anna.page.evaluate(() => {
    for (const peer of window.tacetPeers) {
      const track = peer.getSenders()[2]?.track
      track?.stop()
      track?.dispatchEvent(new Event('ended'))
    }
  })
  await expect(shared(ben.page)).toBeHidden()
  await expect(anna.page.getByText('You are sharing your whole screen')).toBeHidden()
  await anna.hangUp()
  await ben.expectNoCall()
})
