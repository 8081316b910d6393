import type { Person } from './people.ts'
import { expect, type Scene, test } from './scene.ts'

/** More than two pages of a timeline. */
const MANY = 120

async function pair(scene: Scene): Promise<[anna: Person, ben: Person]> {
  const anna = await scene.person('Anna')
  const ben = await scene.person('Ben')
  await anna.startDirectMessage(ben)
  await anna.write('Hello Ben')
  await anna.expectToRead('Hello Ben')
  return [anna, ben]
}

/** The texts of all messages that the log holds now, oldest first. */
const textsOf = (person: Person) => person.log.locator('article .text').allInnerTexts()

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `Message ${index + 1}`)

test('messages arrive while people look, in one order for both, and stay after a reload', async ({
  scene,
}) => {
  const [anna, ben] = await pair(scene)
  await ben.openConversation('Anna')

  await ben.write('Good morning')
  await anna.expectToRead('Good morning')
  await anna.write('How are you?')
  await ben.expectToRead('How are you?')

  const expected = ['Hello Ben', 'Good morning', 'How are you?']
  for (const person of [anna, ben]) {
    expect(await textsOf(person)).toEqual(expected)
    await person.page.reload()
    await person.expectToRead('How are you?')
    expect(await textsOf(person)).toEqual(expected)
  }
})

test('what was written while Ben was elsewhere counts as unread until he looks', async ({ scene }) => {
  const [anna, ben] = await pair(scene)
  for (const text of ['One', 'Two']) await anna.write(text)
  await anna.expectToRead('Two')

  const entry = ben.list.getByRole('link', { name: 'Anna' })
  await expect(entry.getByLabel('3 unread')).toBeVisible()
  await ben.openConversation('Anna')
  await expect(entry.getByLabel(/unread/)).toBeHidden()
  await ben.page.reload()
  await expect(entry).toBeVisible()
  await expect(entry.getByLabel(/unread/)).toBeHidden()
})

test('a killed server loses nothing and doubles nothing, whatever is written meanwhile', async ({
  scene,
}) => {
  const [anna, ben] = await pair(scene)
  await ben.openConversation('Anna')
  const texts = numbered(5)

  await anna.write(texts[0] ?? '')
  const killed = scene.stack.killServer()
  for (const text of texts.slice(1)) await anna.write(text)
  await killed

  const retry = anna.log.getByRole('button', { name: anna.words.tryAgain })
  await expect(async () => {
    // One that is being sent again is not there any more.
    if (await retry.first().isVisible()) await retry.first().click({ timeout: 1_000 })
    expect((await textsOf(ben)).toSorted()).toEqual(['Hello Ben', ...texts].toSorted())
  }).toPass({ timeout: 60_000 })
  expect(await textsOf(ben)).toEqual(await textsOf(anna))
  await ben.page.reload()
  await ben.expectToRead(texts[4] ?? '')
  expect(await textsOf(ben)).toEqual(await textsOf(anna))
})

test('a long conversation opens at its end and brings the older messages as one scrolls up', async ({
  scene,
}) => {
  const [anna, ben] = await pair(scene)
  for (const text of numbered(MANY)) await anna.write(text)
  await anna.expectToRead(`Message ${MANY}`)

  await ben.openConversation('Anna')
  await ben.expectToRead(`Message ${MANY}`)
  const pages = scene.requests('/api/conversations/').filter(path => path.endsWith('/timeline')).length
  await expect(async () => {
    await ben.log.evaluate(log => log.scrollTo(0, 0))
    await expect(ben.log.getByText('Hello Ben')).toBeVisible({ timeout: 500 })
  }).toPass()

  expect(
    scene.requests('/api/conversations/').filter(path => path.endsWith('/timeline')).length,
  ).toBeGreaterThan(pages)
  expect(await textsOf(ben)).toEqual(['Hello Ben', ...numbered(MANY)])
})

test('in a group chat everybody reads everybody, and whoever is removed reads no more', async ({ scene }) => {
  const anna = await scene.person('Anna')
  const ben = await scene.person('Ben')
  const carla = await scene.person('Carla')
  await anna.startGroup('Lunch', [ben, carla])
  await anna.write('Soup?')
  for (const person of [ben, carla]) {
    await person.openConversation('Lunch')
    await person.expectToRead('Soup?')
  }
  await carla.write('Gladly')
  await ben.expectToRead('Gladly')

  const [row] = scene.stack.rows.query("select id from conversation where kind = 'group'")
  await scene.delete(anna.browser, `/api/conversations/${row?.['id']}/members/${scene.idOf(carla)}`)

  await expect(carla.list.getByRole('link', { name: 'Lunch' })).toBeHidden()
  await anna.write('Carla is gone')
  await ben.expectToRead('Carla is gone')
  await expect(carla.page.getByText('Carla is gone')).toBeHidden()
})
