import type { Page } from '@playwright/test'
import { bendTime, hurry } from './hostile/bendTime.ts'
import { expect, test } from './scene.ts'

/** Texts of the notices that the system shows of this page. */
const notices = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    return (await registration?.getNotifications())?.map(({ title, body }) => title + body) ?? []
  })

/** Reads the quiet line at the foot of the list. Whatever else looks into a page counts as a touch of it, as a click does. */
async function untouched(page: Page): Promise<() => Promise<string | null>> {
  const expression = 'document.querySelector(".silenced")?.textContent ?? null'
  const devTools = await page.context().newCDPSession(page)
  return async () => (await devTools.send('Runtime.evaluate', { expression })).result.value as string | null
}

test('[CALL-11] Ben wants no calls: Anna sees it before and after she calls, nothing rings, and he finds it', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()
  const menu = await ben.openStatus()
  await menu.getByRole('radio', { name: /^Do not disturb/ }).click()
  await menu.getByRole('textbox', { name: 'Status message' }).fill('Back at noon')
  await ben.page.keyboard.press('Enter')
  await ben.page.keyboard.press('Escape')
  await expect(anna.page.getByText(/^Do not disturb until .* · Back at noon$/)).toBeVisible()
  // What he chose outlives his page.
  await ben.page.reload()
  await ben.openConversation('Anna')

  await anna.call('audio')
  await expect(anna.page.getByRole('heading', { name: 'Ben does not want to be disturbed' })).toBeVisible()
  await expect(ben.log.getByText(/not connected/)).toBeVisible()
  await expect(ben.ringing).toBeHidden()
  await anna.closeVerdict()
  await anna.write('Nothing urgent')
  await ben.expectToRead('Nothing urgent')
  await scene.expectCallRows([
    scene.callRow({ kind: 'audio', status: 'not_connected', startedBy: anna, endedBy: null }),
  ])

  await (await ben.openStatus()).getByRole('radio', { name: /^Here/ }).click()
  await anna.call('audio')
  await ben.expectRinging(anna)
  await anna.hangUp()
})

test('[CALL-4] while Ben is elsewhere the title and the system say that it rings; a quick reply declines it', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()
  await ben.browser.context.grantPermissions(['notifications'], { origin: scene.stack.origin })
  await ben.open(`${scene.stack.origin}/settings/ringing`)
  await ben.page.getByRole('switch', { name: 'Notices of the system' }).click()
  await expect(ben.page.getByRole('switch', { name: 'Notices of the system' })).toBeChecked()
  // Another tab of his is in front, at another place.
  const elsewhere = await ben.browser.context.newPage()
  await elsewhere.goto('about:blank')
  await elsewhere.bringToFront()
  await ben.page.evaluate(() => Object.defineProperty(document, 'hasFocus', { value: () => false }))

  await anna.call('video')
  await ben.expectRinging(anna)
  await expect(ben.page).toHaveTitle('Incoming call')
  await expect.poll(() => notices(ben.page)).toEqual(['Incoming call'])

  await ben.ringing.getByRole('button', { name: 'I’ll call you in 10 minutes' }).click()
  await ben.expectNoCall()
  await expect(anna.page.getByRole('heading', { name: 'Ben can’t talk now' })).toBeVisible()
  await anna.closeVerdict()
  await anna.expectToRead('I’ll call you in 10 minutes')
  await expect(ben.page).toHaveTitle('Tacet')
  await expect.poll(() => notices(ben.page)).toEqual([])
  expect(await ben.page.evaluate(async () => (await caches.keys()).length)).toBe(0)
})

test('[CALL-4] until Ben has clicked once, a quiet line says that he would hear no call', async ({
  scene,
}) => {
  const [, ben] = await scene.pair()
  const fresh = await ben.browser.context.newPage()
  const line = await untouched(fresh)
  await fresh.goto(`${scene.stack.origin}/people`)
  await expect.poll(line).toBe('Click once to hear calls')
  await fresh.mouse.click(5, 5)
  await expect.poll(line).toBeNull()
})

test('[CALL-23] the fourth call in a short time does not ring, and says when it may', async ({ scene }) => {
  const [anna, ben] = await scene.pair()
  for (let calls = 0; calls < 3; calls++) {
    await anna.call('audio')
    await ben.expectRinging(anna)
    await ben.decline()
    await anna.closeVerdict()
  }
  await anna.call('audio')
  await expect(anna.page.getByRole('heading', { name: /called three times/ })).toBeVisible()
  await expect(anna.page.getByText(/You can call again in 10 minutes/)).toBeVisible()
  await anna.closeVerdict()
  await expect(ben.log.getByText(/not connected/)).toHaveCount(3)
})

test('[CALL-23] Ben blocks Anna’s calls: hers rings and is not answered, he hears nothing until he unblocks her', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()
  await ben.button('Details').click()
  await ben.button('Block calls from Anna').click()
  await ben.page.getByRole('alertdialog').getByRole('button', { name: 'Block', exact: true }).click()
  await expect(ben.page.getByText(/Calls from Anna don’t ring here/)).toBeVisible()
  await ben.open(`${scene.stack.origin}/settings/ringing`)
  await expect(ben.page.getByRole('button', { name: 'Unblock Anna' })).toBeVisible()

  await anna.browser.context.addInitScript(bendTime)
  await anna.page.reload()
  // The 45 seconds after which nobody answers any more.
  await hurry(anna.page, 9)
  await anna.call('audio')
  await expect(anna.page.getByText('Ringing on Ben’s devices …')).toBeVisible()
  await expect(anna.page.getByRole('heading', { name: 'No answer' })).toBeVisible()
  await expect(ben.ringing).toBeHidden()
  // Nothing unread.
  await expect(ben.page.getByRole('link', { name: 'Messages', exact: true })).toBeVisible()
  await scene.expectCallRows([
    scene.callRow({ kind: 'audio', status: 'not_connected', startedBy: anna, endedBy: null }),
  ])
  await anna.closeVerdict()

  await ben.page.getByRole('button', { name: 'Unblock Anna' }).click()
  await expect(ben.page.getByText(/^Nobody\./)).toBeVisible()
  await anna.call('audio')
  await ben.expectRinging(anna)
  await anna.hangUp()
})
