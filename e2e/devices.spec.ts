import {
  enterCode,
  openDevices,
  readCode,
  readRecoveryKey,
  recover,
  revokeOther,
  signInAnew,
  startAnew,
} from './devices.ts'
import { Victim } from './hostile/Victim.ts'
import { expectToHear } from './media.ts'
import type { Person } from './people.ts'
import { expect, PASSWORD, test } from './scene.ts'

/** Anna calls, and the two hear each other until she hangs up. `during` is played meanwhile. */
async function talk(anna: Person, ben: Person, during = async () => {}): Promise<void> {
  await anna.call('audio')
  await ben.accept('audio')
  for (const { page } of [anna, ben]) await expectToHear(page, 1)
  await during()
  await anna.hangUp()
  for (const person of [anna, ben]) await person.expectNoCall()
}

test('[DL-8] Ben approves a second browser by the code on it: from then on both ring, and either takes the call', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()
  const laptop = await signInAnew(scene, 'Ben')
  await anna.call('audio')
  await ben.expectRinging(anna)
  await expect(laptop.ringing, 'it is not his yet').toBeHidden()
  await anna.hangUp()
  await anna.expectNoCall()

  await openDevices(ben, scene)
  const code = await readCode(laptop)
  const dialog = await enterCode(ben, code.replaceAll(/\w/g, '2'))
  await expect(dialog.getByText('No device that waits has this code.')).toBeVisible()
  await dialog.getByRole('textbox').fill(code)
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(dialog).toBeHidden()
  await laptop.expectInside()

  await anna.call('audio')
  for (const at of [ben, laptop]) await at.expectRinging(anna)
  await laptop.accept('audio')
  for (const { page } of [anna, laptop]) await expectToHear(page, 1)
  await expect(ben.ringing).toBeHidden()
  await anna.expectLabel(anna.words.endToEnd)
  await anna.hangUp()
})

test('a browser that is taken out of the list neither rings nor calls, and is told so', async ({ scene }) => {
  const [anna, ben] = await scene.pair()
  const laptop = await signInAnew(scene, 'Ben')
  await openDevices(ben, scene)
  await expect(await enterCode(ben, await readCode(laptop))).toBeHidden()
  await laptop.expectInside()

  await revokeOther(ben)

  await expect(laptop.page.getByText('This device was removed.')).toBeVisible()
  await laptop.openConversation('Anna')
  await expect(laptop.button(laptop.words.audioCall)).toBeDisabled()
  await anna.call('audio')
  await ben.expectRinging(anna)
  await expect(laptop.ringing).toBeHidden()
  await anna.hangUp()
})

test('[DL-9] the key on paper lets a browser in when all others are gone, and nobody is warned', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()
  const trusting = new Victim(anna, scene.idOf(anna), 'en')
  await talk(anna, ben, async () => {
    await trusting.answerEmoji('match')
    await trusting.expectVerified()
  })
  const key = await readRecoveryKey(ben)
  await ben.browser.kill()

  const again = await signInAnew(scene, 'Ben')
  await recover(again, key)
  await again.expectInside()

  await talk(anna, again, () => trusting.expectVerified())
  await expect(anna.page.getByRole('alert')).toBeHidden()
})

test('[DL-6] [SEC-2] Ben begins with new keys: Anna, who has verified him, can’t be called or call until she accepts them', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()
  const trusting = new Victim(anna, scene.idOf(anna), 'en')
  await talk(anna, ben, () => trusting.answerEmoji('match'))

  const again = await signInAnew(scene, 'Ben')
  await startAnew(again, PASSWORD)
  await again.expectInside()

  await expect(ben.page.getByText('All your keys were replaced. Was that you?')).toBeVisible()
  await expect(trusting.banner(trusting.words.keysReset)).toBeVisible()
  await expect(anna.button(anna.words.audioCall), 'nothing goes out to them').toBeDisabled()
  await again.openConversation('Anna')
  await again.call('audio')
  await expect(again.button(again.words.hangUp)).toBeVisible()
  await again.hangUp()
  await again.expectNoCall()
  await expect(anna.ringing).toBeHidden()
  await trusting.acceptNewKeys()
  await talk(anna, again)
})
