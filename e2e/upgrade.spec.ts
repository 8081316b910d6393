import { giveEar, listen, readEar } from './ears.ts'
import { expectToHear } from './media.ts'
import type { Person } from './people.ts'
import { expect, type Scene, test } from './scene.ts'

/** [UPG-4] Milliseconds. */
const GAP = 300
/** Milliseconds of listening around the swap. */
const LISTENED = 2_000

async function callByVoice(scene: Scene): Promise<[anna: Person, ben: Person, cora: Person]> {
  const [anna, ben] = await scene.pair()
  const cora = await scene.person('Cora')
  for (const person of [anna, ben, cora]) await giveEar(person)
  await anna.call('audio')
  await ben.accept('audio')
  for (const person of [anna, ben]) await expectToHear(person.page, 1)
  return [anna, ben, cora]
}

/** Anna asks, Ben agrees, Cora is rung and joins. */
async function addCora(anna: Person, ben: Person, cora: Person): Promise<void> {
  await anna.addToCall(cora, ben)
  await ben.answerUpgrade(true)
  await cora.expectRinging(anna)
}

const groups = (scene: Scene) => scene.stack.rows.query(`select * from conversation where kind = 'group'`)

test('[UPG-1] [UPG-2] [UPG-3] [UPG-4] [UPG-5] Anna adds Cora to her call with Ben: nobody hears a gap, nothing is stored of it, and two go back', async ({
  scene,
}) => {
  const [anna, ben, cora] = await callByVoice(scene)
  for (const person of [anna, ben]) await listen(person.page)
  await addCora(anna, ben, cora)

  for (const person of [anna, ben]) {
    await person.expectLabel(person.words.toServer)
    await expect.poll(async () => (await readEar(person.page)).listened).toBeGreaterThan(LISTENED)
    expect((await readEar(person.page)).longestSilence, `gap at ${person.name}’s ear`).toBeLessThan(GAP)
  }
  await expect(cora.ringing).toContainText(cora.words.toServer)
  await cora.ringing.getByRole('button', { name: cora.words.join, exact: true }).click()
  await cora.joinFromPreview({ camera: false })
  for (const person of [anna, ben, cora]) await expectToHear(person.page, 2)

  const direct = scene.callRow({ kind: 'audio', status: 'connected', startedBy: anna, endedBy: null })
  await scene.expectCallRows([direct])
  expect(groups(scene), 'nobody has written').toEqual([])

  await cora.leave()
  await anna.button(`Call ${ben.name} directly`).click()
  await ben.accept('audio')
  for (const person of [anna, ben]) {
    await person.expectLabel(person.words.endToEnd)
    await expectToHear(person.page, 1)
    await expect
      .poll(() =>
        person.page.evaluate(
          () => window.tacetPeers.filter(open => open.connectionState === 'connected').length,
        ),
      )
      .toBe(1)
  }
  await anna.hangUp()
  await ben.expectNoCall()
  expect(groups(scene), 'nobody has written').toEqual([])
})

test('[UPG-3] the conversation of the three is stored with the first message', async ({ scene }) => {
  const [anna, ben, cora] = await callByVoice(scene)
  await addCora(anna, ben, cora)
  await cora.ringing.getByRole('button', { name: cora.words.decline, exact: true }).click()
  await expect(cora.ringing).toBeHidden()
  expect(groups(scene)).toEqual([])

  await cora.openConversation('Anna, Ben, Cora')
  await cora.write('I can’t talk, what is it about?')
  await expect.poll(() => groups(scene).length).toBe(1)
  const members = scene.stack.rows.query(
    'select person_id from membership where conversation_id = ?',
    String(groups(scene)[0]?.['id']),
  )
  expect(members).toHaveLength(3)

  await ben.leave()
  await anna.leave()
  await anna.openConversation('Anna, Ben, Cora')
  await anna.expectToRead('I can’t talk, what is it about?')
})

test('[UPG-2] Ben would rather stay direct: nothing changes', async ({ scene }) => {
  const [anna, ben, cora] = await callByVoice(scene)
  await anna.addToCall(cora, ben)
  await ben.answerUpgrade(false)
  await expect(anna.page.getByText('Ben would like to stay direct')).toBeVisible()
  for (const person of [anna, ben]) {
    await person.expectLabel(person.words.endToEnd)
    await expectToHear(person.page, 1)
  }
  expect(scene.requests('/sfu')).toEqual([])
  await expect(cora.ringing).toBeHidden()
})

test('[UPG-4] Ben can’t reach the engine: the call goes on directly, without a gap', async ({ scene }) => {
  const [anna, ben, cora] = await callByVoice(scene)
  await ben.page.routeWebSocket(/\/sfu\//, socket => socket.close())
  for (const person of [anna, ben]) await listen(person.page)
  await anna.addToCall(cora, ben)
  await ben.answerUpgrade(true)
  for (const person of [anna, ben]) {
    await expect(person.page.getByText('The conference could not be set up')).toBeVisible({ timeout: 30_000 })
    await person.expectLabel(person.words.endToEnd)
    expect((await readEar(person.page)).longestSilence).toBeLessThan(GAP)
    await expectToHear(person.page, 1)
  }
  await expect(cora.ringing).toBeHidden()
  expect(groups(scene)).toEqual([])
})
