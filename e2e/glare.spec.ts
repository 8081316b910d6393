import type { Page } from '@playwright/test'
import { expectToHear } from './media.ts'
import { expect, test } from './scene.ts'

declare global {
  interface Window {
    tacetStarts: { readonly given: MediaStreamTrack[]; readonly held: (() => void)[]; open: boolean }
  }
}

/** Holds back that this page wants to call, and keeps the tracks that it is given. */
function holdStart(): void {
  const starts: Window['tacetStarts'] = { given: [], held: [], open: false }
  window.tacetStarts = starts
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = async options => {
    const stream = await ask(options)
    starts.given.push(...stream.getTracks())
    return stream
  }
  const { send } = WebSocket.prototype
  WebSocket.prototype.send = function (data) {
    if (starts.open || !String(data).includes('"call-start"')) send.call(this, data)
    else starts.held.push(() => send.call(this, data))
  }
}

const held = (page: Page) => page.evaluate(() => window.tacetStarts.held.length)
const open = (page: Page) =>
  page.evaluate(() => {
    window.tacetStarts.open = true
    for (const start of window.tacetStarts.held) start()
  })
const states = (page: Page) =>
  page.evaluate(() => window.tacetStarts.given.map(({ readyState }) => readyState))

test('[CALL-9] [GLARE-2] [CALL-18] Anna and Ben call each other at once: one call, nobody clicks; hanging up stops every track', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()
  for (const { page } of [anna, ben]) await page.evaluate(holdStart)
  await Promise.all([anna.call('audio'), ben.call('audio')])
  // Each believes to have called, and the server knows nothing yet: what follows crosses.
  for (const { page } of [anna, ben]) await expect.poll(() => held(page)).toBe(1)
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
