import { expectMovingPictures, expectToHear } from './media.ts'
import { expect, test } from './scene.ts'

test('[CALL-16] [RESUME-1] [RESUME-3] Anna loads her page anew: the call goes on without ringing, in the same row', async ({
  scene,
}) => {
  const [anna, ben] = await scene.pair()
  await anna.call('video')
  await ben.accept('video')
  await expectMovingPictures(ben.page, 2)
  const row = scene.callRow({ kind: 'video', status: 'connected', startedBy: anna, endedBy: null })
  const running = { ...row, ended_at: null }

  const rang = ben.page
    .getByRole('alertdialog')
    .waitFor({ timeout: 20_000 })
    .then(
      () => true,
      () => false,
    )
  await anna.page.reload()

  await expect(anna.controls).toBeVisible()
  for (const person of [anna, ben]) {
    await expectToHear(person.page, 1)
    await expectMovingPictures(person.page, 2)
    await person.expectLabel(person.words.endToEnd)
  }
  expect(await anna.page.evaluate(() => sessionStorage.length), 'the note is gone').toBe(0)
  await scene.expectCallRows([running])
  expect(await rang, 'Ben heard no ring').toBe(false)

  await ben.hangUp()
  await anna.expectNoCall()
  await scene.expectCallRows([{ ...row, ended_by: scene.idOf(ben) }])
})

test('[CALL-16] Anna closes her tab: Ben is alone within ten seconds, and the row names nobody', async ({
  scene,
}) => {
  const [anna, ben] = await scene.talk()
  const closed = Date.now()

  await anna.page.close({ runBeforeUnload: true })

  await expect(ben.controls).toBeHidden({ timeout: 30_000 })
  expect(Date.now() - closed).toBeLessThan(13_000)
  await scene.expectCallRows([
    scene.callRow({ kind: 'audio', status: 'connected', startedBy: anna, endedBy: null }),
  ])
})
