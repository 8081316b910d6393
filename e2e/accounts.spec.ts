import { Person } from './people.ts'
import { emailOf, expect, ORGANIZATION, PASSWORD, type Scene, test } from './scene.ts'

/** Somebody at a browser of their own who has no account yet. */
async function stranger(scene: Scene, name: string): Promise<Person> {
  return new Person(name, await scene.browser())
}

const credentialsOf = (name: string, password = PASSWORD) => ({ email: emailOf(name), password })

test('Ben makes his account by the invitation; the link works once', async ({ scene }) => {
  await scene.person('Anna')
  const link = await scene.invitation()
  const ben = await stranger(scene, 'Ben')

  await ben.acceptInvitation(link, credentialsOf('Ben'))

  expect(new URL(ben.page.url()).hash, 'the secret is gone from the address').toBe('')
  const other = await stranger(scene, 'Carla')
  await other.open(link)
  await expect(other.page.getByRole('heading', { name: 'This link is no longer good' })).toBeVisible()
})

test('[SEC-15] the secret of a link never reaches the server by the address', async ({ scene }) => {
  await scene.person('Anna')
  const link = await scene.invitation()
  const ben = await stranger(scene, 'Ben')
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
  const visitor = await stranger(scene, 'Anna')
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
  const made = await scene.post<{ secret: string }>(
    anna.browser,
    `/api/people/${scene.idOf(ben)}/reset-link`,
    {},
  )

  const elsewhere = await stranger(scene, 'Ben')
  await elsewhere.resetPassword(`${scene.stack.origin}/reset#${made.secret}`, 'another quiet password')
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
  await anna.openConversation('Ben')

  await scene.post(anna.browser, `/api/people/${scene.idOf(ben)}/deactivate`, {})

  await ben.expectOutside()
  await ben.signIn(credentialsOf('Ben'))
  await expect(ben.page.getByText('E-mail or password is wrong.')).toBeVisible()
  await anna.expectToRead('I was here')
  await expect(anna.page.getByRole('heading', { level: 1, name: 'Ben' })).toBeVisible()
  await expect(anna.button(anna.words.audioCall)).toBeDisabled()
})

test('[SEC-10] after many wrong passwords the door says wait, and means it', async ({ scene }) => {
  await scene.person('Anna')
  const thief = await stranger(scene, 'Thief')
  const { origin } = scene.stack
  const guess = async (password: string) =>
    await thief.browser.context.request.post(`${origin}/api/session`, {
      data: credentialsOf('Anna', password),
      headers: { origin },
    })

  await expect.poll(async () => (await guess('wrong password here')).status(), { intervals: [1] }).toBe(429)
  expect((await guess(PASSWORD)).status()).toBe(429)
})
