import type { Page } from '@playwright/test'
import { expectToHear } from './media.ts'
import { expect, test } from './scene.ts'

declare global {
  interface Window {
    tacetStarts: { readonly given: MediaStreamTrack[]; open(): void; asked: boolean }
  }
}

/** Lets nobody have the microphone before `open`, and keeps what was given. Runs before anything else in the page. */
function holdMicrophone(): void {
  const { promise, resolve } = Promise.withResolvers<void>()
  window.tacetStarts = { given: [], asked: false, open: resolve }
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = async options => {
    window.tacetStarts.asked = true
    await promise
    const stream = await ask(options)
    window.tacetStarts.given.push(...stream.getTracks())
    return stream
  }
}

const asked = (page: Page) => page.evaluate(() => window.tacetStarts.asked)
const open = (page: Page) => page.evaluate(() => window.tacetStarts.open())
const states = (page: Page) =>
  page.evaluate(() => window.tacetStarts.given.map(({ readyState }) => readyState))

test('[CALL-9] [GLARE-2] [CALL-18] Anna and Ben call each other at once: one call, nobody clicks; hanging up stops every track', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()
  for (const { page } of [anna, ben]) await page.evaluate(holdMicrophone)
  // Both have pressed, and neither has rung yet: what follows crosses.
  await Promise.all([anna.call('audio'), ben.call('audio')])
  for (const { page } of [anna, ben]) await expect.poll(() => asked(page)).toBe(true)
  await Promise.all([open(anna.page), open(ben.page)])

  for (const person of [anna, ben]) {
    await expectToHear(person.page, 1)
    await person.expectLabel(person.words.endToEnd)
    await expect(person.ringing).toBeHidden()
  }
  const [row] = scene.stack.rows.calls()
  expect(scene.stack.rows.calls()).toHaveLength(1)

  await anna.hangUp()
  await ben.expectNoCall()
  for (const { page } of [anna, ben]) {
    await expect.poll(() => states(page)).toEqual(['ended'])
    await expect(page.getByText(/Audio call/).last()).toBeVisible()
  }
  await scene.expectCallRows([{ ...row, ended_at: expect.any(Number), ended_by: scene.idOf(anna) }])
})
