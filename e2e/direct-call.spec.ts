import {
  expectDirectPath,
  expectEncryption,
  expectMovingPictures,
  expectToHear,
  expectToSee,
  readFlows,
  readTransports,
} from './media.ts'
import type { Person } from './people.ts'
import { credentialsOf, expect, type Scene, test } from './scene.ts'

/** What must be true of every running direct call, whatever it carries. */
async function expectPrivateCall(scene: Scene, anna: Person, ben: Person): Promise<void> {
  for (const person of [anna, ben]) {
    await person.expectLabel(person.words.endToEnd)
    await expectEncryption(person.page)
  }
  await expectDirectPath(anna.page, ben.page)
  expect(scene.requests('/sfu'), 'the conference engine heard nothing of it').toEqual([])
  const [transport] = await readTransports(anna.page)
  expect(scene.stack.enginePorts(), 'no packet goes to the engine').not.toContain(transport?.remote.port)
}

test('[P-3] Ben comes by invitation, they write; Anna calls, both hear each other on a path of their own', async ({
  scene,
}) => {
  const anna = await scene.person('Anna')
  const ben = await scene.visitor('Ben')
  await ben.acceptInvitation(await scene.invitation(), credentialsOf('Ben'))
  await anna.startDirectMessage(ben)
  await anna.write('Hello Ben')
  await ben.openConversation('Anna')
  await ben.expectToRead('Hello Ben')
  await ben.write('Hello Anna, call me')
  await anna.expectToRead('Hello Anna, call me')

  await anna.call('audio')
  await ben.expectRinging(anna)
  const before = await readFlows(ben.page)
  expect(before.filter(flow => flow.direction === 'out' && flow.packets > 0)).toEqual([])
  await ben.accept('audio')

  await expectToHear(anna.page, 1)
  await expectToHear(ben.page, 1)
  await expectPrivateCall(scene, anna, ben)

  await ben.hangUp()
  await anna.expectNoCall()
  await ben.expectNoCall()
  await scene.expectCallRows([
    scene.callRow({ kind: 'audio', status: 'connected', startedBy: anna, endedBy: ben }),
  ])
})

test('[CALL-7] Anna calls Ben with video, he accepts with video, both see and hear each other', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()

  await anna.call('video')
  await ben.accept('video')

  for (const person of [anna, ben]) {
    await expectToHear(person.page, 1)
    await expectToSee(person.page, 1)
    await expectMovingPictures(person.page, 2)
  }
  await expectPrivateCall(scene, anna, ben)

  await anna.hangUp()
  await ben.expectNoCall()
  await scene.expectCallRows([
    scene.callRow({ kind: 'video', status: 'connected', startedBy: anna, endedBy: anna }),
  ])
})

test('[CALL-7] who accepts a video call with audio sends no picture until turning the camera on', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()

  await anna.call('video')
  await ben.accept('audio')
  await expectToSee(ben.page, 1)
  await expectToHear(anna.page, 1)
  const sent = (await readFlows(ben.page)).filter(flow => flow.direction === 'out' && flow.kind === 'video')
  expect(sent.filter(flow => flow.packets > 0)).toEqual([])

  await ben.button(ben.words.cameraOn).click()
  await expectToSee(anna.page, 1)
})

test('[SHARE-4] Anna begins a call by sharing her screen, then talks and shows her face as well', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()

  await anna.call('screen')
  await ben.accept('audio')
  await expectToSee(ben.page, 1)
  await expectMovingPictures(ben.page, 1)
  await expectPrivateCall(scene, anna, ben)

  await anna.button(anna.words.cameraOn).click()
  await expectToSee(ben.page, 2)

  await anna.stopSharing()
  await expect(ben.button(ben.words.hangUp)).toBeVisible()
  await anna.hangUp()
  await ben.expectNoCall()
  await scene.expectCallRows([
    scene.callRow({ kind: 'screen', status: 'connected', startedBy: anna, endedBy: anna }),
  ])
})

test('[SHARE-4] in a running video call the share is one more picture beside the faces', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()
  await anna.call('video')
  await ben.accept('video')
  await expectToSee(anna.page, 1)

  await ben.shareScreen()

  await expectToSee(anna.page, 2)
  await expectPrivateCall(scene, anna, ben)
  await ben.stopSharing()
  await anna.hangUp()
  await ben.expectNoCall()
})

test('[CALL-13] declined and cancelled calls are one and the same, and count as unread', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()

  await anna.call('audio')
  await ben.expectRinging(anna)
  await ben.decline()
  await anna.expectNoCall()
  await anna.closeVerdict()

  await anna.call('audio')
  await ben.expectRinging(anna)
  await anna.hangUp()
  await ben.expectNoCall()

  const row = scene.callRow({ kind: 'audio', status: 'not_connected', startedBy: anna, endedBy: null })
  await scene.expectCallRows([row, row])
  await expect(ben.log.getByText(/not connected/)).toHaveCount(2)
})

test('[CALL-2] Ben’s call rings in the one tab that is the phone, the other one can only decline', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()
  const second = await ben.browser.context.newPage()
  await second.goto(`${scene.stack.origin}/`)
  await expect(second.getByRole('log').or(second.getByRole('main')).first()).toBeVisible()

  await anna.call('audio')

  const accepts = (page: typeof second) =>
    page.getByRole('button', { name: ben.words.acceptWithAudio, exact: true })
  const phones = async () => [await accepts(ben.page).count(), await accepts(second).count()]
  await expect.poll(async () => (await phones()).toSorted()).toEqual([0, 1])
  const others = [ben.page, second].map(page => page.getByText('Ringing in another tab'))
  await expect.poll(async () => Promise.all(others.map(other => other.count()))).toContain(1)
  await anna.hangUp()
})
