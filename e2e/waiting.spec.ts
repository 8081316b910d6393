import { expectToHear, readFlows } from './media.ts'
import type { Person } from './people.ts'
import { expect, type Scene, test } from './scene.ts'

/** Anna talks to Ben; Carla calls him. */
async function aThirdOneCalls(scene: Scene): Promise<[anna: Person, ben: Person, carla: Person]> {
  const [anna, ben] = await scene.pair()
  const carla = await scene.person('Carla')
  await carla.startDirectMessage(ben)
  await anna.call('audio')
  await ben.accept('audio')
  await expectToHear(anna.page, 1)
  await expectToHear(ben.page, 1)
  await carla.call('audio')
  return [anna, ben, carla]
}

/** Packets of sound that this page has sent on all of its calls, by call. */
async function soundSent(person: Person): Promise<ReadonlyMap<string, number>> {
  const flows = await readFlows(person.page)
  return new Map(
    flows
      .filter(flow => flow.direction === 'out' && flow.kind === 'audio')
      .map(flow => [flow.id, flow.packets]),
  )
}

/** Nothing more comes of these people, while time passes in which somebody else is heard. */
async function expectSilence(person: Person, meanwhile: () => Promise<unknown>): Promise<void> {
  const energy = async () =>
    (await readFlows(person.page))
      .filter(flow => flow.direction === 'in' && flow.kind === 'audio')
      .reduce((sum, flow) => sum + flow.energy, 0)
  const before = await energy()
  await meanwhile()
  expect(await energy(), `${person.name} hears nothing`).toBeCloseTo(before, 5)
}

test('[CALL-10] Carla calls Ben while he talks to Anna: he puts Anna on hold, talks to Carla, and goes back', async ({
  scene,
}) => {
  const [anna, ben, carla] = await aThirdOneCalls(scene)
  await expect(carla.page.getByText('In another call. Ben sees your call.')).toBeVisible()
  await expect(ben.ringing).toBeHidden()
  await ben.button('Hold and accept').click()

  await expect(anna.page.getByText('Ben has put you on hold')).toBeVisible()
  await expectToHear(carla.page, 1)
  await expectToHear(ben.page, 1)
  const sent = await soundSent(anna)
  await expectSilence(anna, () => expectToHear(carla.page, 1))
  expect(await soundSent(anna), 'nor does Anna send anything').toEqual(sent)

  await carla.hangUp()
  await expect(ben.page.getByRole('status').getByText('On hold', { exact: true })).toBeVisible()
  await ben.button('Resume').click()
  await expectToHear(anna.page, 1)
  await expectToHear(ben.page, 1)
  await ben.hangUp()
  await anna.expectNoCall()
  await scene.expectCallRows([
    scene.callRow({ kind: 'audio', status: 'connected', startedBy: anna, endedBy: ben }),
    scene.callRow({ kind: 'audio', status: 'connected', startedBy: carla, endedBy: carla }),
  ])
})

test('[CALL-10, 13] where the organization wants it, whoever talks is busy; the row is that of no answer', async ({
  scene,
}) => {
  const anna = await scene.person('Admin')
  await scene.patch(anna.browser, '/api/organization', { callWaiting: false })
  const ben = await scene.person('Ben')
  const carla = await scene.person('Carla')
  await anna.startDirectMessage(ben)
  await carla.startDirectMessage(ben)
  await anna.call('audio')
  await ben.accept('audio')
  await expectToHear(anna.page, 1)

  await carla.call('audio')
  await expect(carla.page.getByRole('heading', { name: 'Ben is in another call' })).toBeVisible()
  await expect(ben.button('Hold and accept')).toBeHidden()
  await anna.hangUp()
  await scene.expectCallRows([
    scene.callRow({ kind: 'audio', status: 'connected', startedBy: anna, endedBy: anna }),
    scene.callRow({ kind: 'audio', status: 'not_connected', startedBy: carla, endedBy: null }),
  ])
})

test('[CALL-10] joining a conference puts the direct call on hold, and leaving it offers to go on', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()
  const carla = await scene.person('Carla')
  await anna.startGroup('Lunch', [ben, carla])
  await anna.openConversation('Ben')
  await anna.call('audio')
  await ben.accept('audio')
  await expectToHear(ben.page, 1)

  await anna.page.getByRole('button', { name: 'Back to messages' }).click()
  await anna.openConversation('Lunch')
  await anna.startConference({ camera: false })
  await expect(ben.page.getByText('Anna has put you on hold')).toBeVisible()
  await anna.leave()
  await anna.button('Resume').click()
  await expectToHear(ben.page, 1)
  await anna.hangUp()
  await ben.expectNoCall()
})
