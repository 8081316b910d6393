import { expectEncryption, expectMovingPictures, expectToHear, expectToSee } from './media.ts'
import { expect, test } from './scene.ts'

test('[P-4] Anna, Ben and Carla hold a conference: everybody sees and hears everybody, Carla comes late, Ben leaves, Anna ends it', async ({
  scene,
}) => {
  const anna = await scene.person('Anna')
  const ben = await scene.person('Ben')
  const carla = await scene.person('Carla')
  await anna.startGroup('Hofmann', [ben, carla])
  await ben.openConversation('Hofmann')

  await anna.startConference({ camera: true })
  await ben.joinConference({ camera: true })
  for (const person of [anna, ben]) {
    await expectToSee(person.page, 1)
    await expectToHear(person.page, 1)
  }

  await carla.openConversation('Hofmann')
  await expect(carla.joinButton).toContainText('2')
  await carla.joinConference({ camera: true })
  for (const person of [anna, ben, carla]) {
    await expectToSee(person.page, 2)
    await expectToHear(person.page, 2)
    await expectMovingPictures(person.page, 3)
    await expectEncryption(person.page)
    await person.expectLabel(person.words.toServer)
  }

  await ben.shareScreen()
  for (const person of [anna, carla]) await expectToSee(person.page, 3)

  await ben.leave()
  await expect(ben.controls).toBeHidden()
  for (const person of [anna, carla]) {
    await expectToSee(person.page, 1)
    await expectToHear(person.page, 1)
  }

  await anna.endForAll()
  for (const person of [anna, ben, carla]) await person.expectNoCall()
  const row = scene.callRow({ kind: 'video', status: 'connected', startedBy: anna, endedBy: anna })
  await scene.expectCallRows([row])
})

test('[CONF-3] a second start joins the conference that runs', async ({ scene }) => {
  const anna = await scene.person('Anna')
  const ben = await scene.person('Ben')
  await anna.startGroup('Lunch', [ben])
  await ben.openConversation('Lunch')

  await anna.startConference({ camera: false })
  await ben.joinConference({ camera: false })
  await expectToHear(anna.page, 1)
  await expectToHear(ben.page, 1)

  expect(scene.stack.rows.calls()).toHaveLength(1)
  await anna.leave()
  await ben.leave()
})

test('[CONF-7] when everybody has left, the conference ends by itself and the row names nobody', async ({
  scene,
}) => {
  const anna = await scene.person('Anna')
  const ben = await scene.person('Ben')
  await anna.startGroup('Lunch', [ben])
  await anna.startConference({ camera: false })
  await expect.poll(() => scene.stack.rows.calls()[0]?.['status']).toBe('connected')
  await anna.leave()

  const row = scene.callRow({ kind: 'audio', status: 'connected', startedBy: anna, endedBy: null })
  await expect.poll(() => scene.stack.rows.calls(), { timeout: 120_000 }).toEqual([row])
})
