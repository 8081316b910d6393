import { deactivate, makeInvitation, makeResetLink } from './administration.ts'
import { credentialsOf, expect, ORGANIZATION, PASSWORD, test } from './scene.ts'

test('Ben makes his account by the invitation; the link works once', async ({ scene }) => {
  const anna = await scene.person('Anna')
  const link = await makeInvitation(anna)
  const ben = await scene.visitor('Ben')

  await ben.acceptInvitation(link, credentialsOf('Ben'))

  expect(new URL(ben.page.url()).hash, 'the secret is gone from the address').toBe('')
  const other = await scene.visitor('Carla')
  await other.open(link)
  await expect(other.page.getByRole('heading', { name: 'This link is no longer good' })).toBeVisible()
})

test('[SEC-15] the secret of a link never reaches the server by the address', async ({ scene }) => {
  await scene.person('Anna')
  const link = await scene.invitation()
  const ben = await scene.visitor('Ben')
  await ben.open(link)
  await expect(ben.page.getByRole('heading', { name: `Welcome to ${ORGANIZATION}` })).toBeVisible()

  const secret = new URL(link).hash.slice(1)
  const addresses = ben.browser.requests.map(({ pathname, search }) => pathname + search)
  expect(addresses.filter(address => address.includes(secret))).toEqual([])
  expect(scene.stack.output).not.toContain(secret)
})

test('a wrong password and an unknown person are told alike, the right one opens the door', async ({
  scene,
}) => {
  await scene.person('Anna')
  const visitor = await scene.visitor('Anna')
  await visitor.open(`${scene.stack.origin}/`)

  for (const wrong of [credentialsOf('Anna', 'not this one at all'), credentialsOf('Nobody')]) {
    await visitor.signIn(wrong)
    await expect(visitor.page.getByText('E-mail or password is wrong.')).toBeVisible()
    await visitor.page.reload()
  }
  await visitor.signIn(credentialsOf('Anna'))
  await visitor.expectInside()
})

test('[SEC-9] who signs out is out in all tabs at once, and the old cookie opens nothing', async ({
  scene,
}) => {
  const anna = await scene.person('Anna')
  const second = await anna.browser.context.newPage()
  await second.goto(`${scene.stack.origin}/`)
  await anna.expectInside()
  const cookies = await anna.browser.context.cookies()
  expect(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([
    { httpOnly: true, sameSite: 'Strict' },
  ])

  await anna.signOut()

  await anna.expectOutside()
  await expect(second.getByRole('heading', { name: anna.words.signIn })).toBeVisible()
  await anna.browser.context.addCookies(cookies)
  await anna.page.reload()
  await anna.expectOutside()
})

test('a reset link made by the admin gives a new password and ends every other session', async ({
  scene,
}) => {
  const anna = await scene.person('Anna')
  const ben = await scene.person('Ben')
  await ben.expectInside()
  const link = await makeResetLink(anna, 'Ben')

  const elsewhere = await scene.visitor('Ben')
  await elsewhere.resetPassword(link, 'another quiet password')
  await elsewhere.expectInside()

  await ben.expectOutside()
  await ben.signIn(credentialsOf('Ben'))
  await expect(ben.page.getByText('E-mail or password is wrong.')).toBeVisible()
})

test('a deactivated account is out at once and stays out; its name stays under what it wrote', async ({
  scene,
}) => {
  const anna = await scene.person('Anna')
  const ben = await scene.person('Ben')
  await ben.startDirectMessage(anna)
  await ben.write('I was here')

  await deactivate(anna, 'Ben')

  await ben.expectOutside()
  await ben.signIn(credentialsOf('Ben'))
  await expect(ben.page.getByText('E-mail or password is wrong.')).toBeVisible()
  await anna.open(`${scene.stack.origin}/`)
  await anna.openConversation('Ben')
  await anna.expectToRead('I was here')
  await expect(anna.page.getByRole('heading', { level: 1, name: 'Ben' })).toBeVisible()
  await expect(anna.button(anna.words.audioCall)).toBeDisabled()
})

test('[SEC-10] after many wrong passwords the door says wait, and means it', async ({ scene }) => {
  await scene.person('Anna')
  const thief = await scene.visitor('Thief')
  const { origin } = scene.stack
  const guess = async (password: string) =>
    await thief.browser.context.request.post(`${origin}/api/session`, {
      data: credentialsOf('Anna', password),
      headers: { origin },
    })

  await expect.poll(async () => (await guess('wrong password here')).status(), { intervals: [1] }).toBe(429)
  expect((await guess(PASSWORD)).status()).toBe(429)
})
