import { expect, test } from './scene.ts'

/** PERF-5: requests from a cold load to a page that can ring. */
const REQUESTS = 12

test('[PERF-4] a cold page can ring after a dozen requests at most, without the conference client', async ({
  scene,
}) => {
  const anna = await scene.person('Anna')
  const ben = await scene.person('Ben')
  await anna.startDirectMessage(ben)
  await anna.write('Hello Ben')
  await ben.expectInside()
  const tools = await ben.browser.context.newCDPSession(ben.page)
  await tools.send('Network.clearBrowserCache')

  ben.browser.requests.length = 0
  await ben.page.reload()
  await ben.expectInside()
  await expect
    .poll(() => ben.browser.requests.some(({ pathname }) => pathname.startsWith('/socket')))
    .toBe(true)
  await anna.call('audio')
  await ben.expectRinging(anna)

  const paths = ben.browser.requests.map(({ pathname }) => pathname)
  expect(paths.length, paths.join(' ')).toBeLessThanOrEqual(REQUESTS)
  expect(paths.filter(path => /livekit/i.test(path))).toEqual([])
  await anna.hangUp()
})
