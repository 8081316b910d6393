import { expectToHear, expectToSee, readFlows } from './media.ts'
import type { Person } from './people.ts'
import { expect, type Scene, test } from './scene.ts'

/** Milliseconds: CALL-15 gives a lost connection 45 s, a server that starts gives open rows 45 s. */
const SETTLES_WITHIN = 90_000

/** Ids of the voices that come in: as long as they stay, no connection was made anew. */
const incoming = async (person: Person) =>
  (await readFlows(person.page))
    .filter(flow => flow.direction === 'in' && flow.kind === 'audio')
    .map(flow => flow.id)

test('[CALL-8] [CALL-15] Ben’s browser is killed: Anna’s call ends by itself, the row names nobody, and her own line is fine', async ({
  scene,
}) => {
  const [anna, ben] = await scene.talk()

  await ben.browser.kill()

  await expect(anna.controls).toBeHidden({ timeout: SETTLES_WITHIN })
  await expect(anna.button('Call again')).toBeVisible()
  await anna.button('Check my connection').click()
  const check = anna.page.getByRole('dialog', { name: 'Check my connection' })
  await expect(check.getByRole('img', { name: 'all right' })).toHaveCount(3)
  await expect(check).toContainText(/Works, connected after \d+ ms/)
  const row = scene.callRow({ kind: 'audio', status: 'connected', startedBy: anna, endedBy: null })
  await scene.expectCallRows([row])
})

test('[CALL-17] the server is killed in a direct call: nobody hears a gap, and the row ends as it should', async ({
  scene,
}) => {
  const [anna, ben] = await scene.talk()
  const before = [await incoming(anna), await incoming(ben)]

  await scene.stack.killServer()

  await expectToHear(anna.page, 1)
  await expectToHear(ben.page, 1)
  expect([await incoming(anna), await incoming(ben)]).toEqual(before)
  await anna.hangUp()
  await ben.expectNoCall()
  const row = scene.callRow({ kind: 'audio', status: 'connected', startedBy: anna, endedBy: anna })
  await scene.expectCallRows([row])
})

test('both browsers and the server are killed: the new server ends the row, by nobody', async ({ scene }) => {
  const [anna, ben] = await scene.talk()

  await Promise.all([anna.browser.kill(), ben.browser.kill(), scene.stack.killServer()])

  const row = scene.callRow({ kind: 'audio', status: 'connected', startedBy: anna, endedBy: null })
  await scene.expectCallRows([row])
})

test('the server is killed while it rings: no call is stuck, the row says not connected', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()
  await anna.call('audio')
  await ben.expectRinging(anna)

  await scene.stack.killServer()

  for (const person of [anna, ben]) await person.expectNoCall(SETTLES_WITHIN)
  const row = scene.callRow({ kind: 'audio', status: 'not_connected', startedBy: anna, endedBy: null })
  await scene.expectCallRows([row])
  // Nothing is stuck: the next call rings.
  await anna.closeVerdict()
  await anna.call('audio')
  await ben.expectRinging(anna)
  await anna.hangUp()
})

async function conferenceOfTwo(scene: Scene): Promise<[anna: Person, ben: Person]> {
  const anna = await scene.person('Anna')
  const ben = await scene.person('Ben')
  await anna.startGroup('Hofmann', [ben])
  await ben.openConversation('Hofmann')
  await anna.startConference({ camera: true })
  await ben.joinConference({ camera: true })
  for (const person of [anna, ben]) {
    await expectToSee(person.page, 1)
    await expectToHear(person.page, 1)
  }
  return [anna, ben]
}

test('[CONF-16] the server alone is killed in a conference: media goes on, and the host can still end it', async ({
  scene,
}) => {
  const [anna, ben] = await conferenceOfTwo(scene)
  const engines = scene.stack.engines

  await scene.stack.killServer()

  for (const person of [anna, ben]) {
    await expectToSee(person.page, 1)
    await expectToHear(person.page, 1)
  }
  expect(scene.stack.engines).toEqual(engines)
  await anna.endForAll()
  for (const person of [anna, ben]) await person.expectNoCall()
  const row = scene.callRow({ kind: 'video', status: 'connected', startedBy: anna, endedBy: anna })
  await scene.expectCallRows([row])
})

test('[CONF-13] the engine is killed in a conference: everybody is back without a click, mute states kept', async ({
  scene,
}) => {
  const [anna, ben] = await conferenceOfTwo(scene)
  await ben.button(ben.words.mute).click()

  scene.stack.killEngines()

  await expectToSee(anna.page, 1)
  await expectToSee(ben.page, 1)
  await expectToHear(ben.page, 1)
  await expect(ben.button(ben.words.unmute)).toBeVisible()
  await anna.endForAll()
  const row = scene.callRow({ kind: 'video', status: 'connected', startedBy: anna, endedBy: anna })
  await scene.expectCallRows([row])
})

test('a browser is killed in a conference: its tile goes, the others go on', async ({ scene }) => {
  const [anna, ben] = await conferenceOfTwo(scene)

  await ben.browser.kill()

  await expect(anna.tile('Ben')).toBeHidden()
  await expect(anna.controls).toBeVisible()
  await anna.endForAll()
  const row = scene.callRow({ kind: 'video', status: 'connected', startedBy: anna, endedBy: anna })
  await scene.expectCallRows([row])
})

test('the supervisor is killed: server and engine end themselves', async ({ scene }) => {
  await conferenceOfTwo(scene)
  for (const browser of scene.browsers) await browser.close()

  scene.stack.killSupervisor()
  // The curtain checks that no process is left.
})
