import { Middleman } from './hostile/Middleman.ts'
import { Office } from './hostile/Office.ts'
import { Puppet } from './hostile/Puppet.ts'
import { emojiNumbers } from './hostile/vectors.ts'
import { expectToHear } from './media.ts'
import { expect, test } from './scene.ts'

test('[SAS-3] [SAS-4] a server between two who meet for the first time: the call runs, their emoji differ, "No match" holds it', async () => {
  const office = await Office.open()
  const { anna, ben } = office
  const { page } = await office.scene.browser()
  await page.goto(`${office.scene.stack.origin}/api/health`)
  await Middleman.between(office, await Puppet.play(page))
  await office.meet()

  await anna.person.call('audio')
  await ben.person.accept('audio')
  for (const { person } of [anna, ben]) {
    await expectToHear(person.page, 1)
    await person.expectLabel(person.words.endToEnd)
  }
  const emoji = [emojiNumbers(await anna.readEmoji(), 'de'), emojiNumbers(await ben.readEmoji(), 'en')]
  expect(emoji.flat()).not.toContain(-1)
  expect(emoji[0]).not.toEqual(emoji[1])

  await anna.answerEmoji('noMatch')
  await anna.expectVerdict('attack')
  await ben.person.expectNoCall()
  await anna.leaveVerdict()
  await expect(anna.banner(anna.words.callsBlocked)).toBeVisible()
  await expect(anna.person.button(anna.person.words.audioCall), 'nothing goes out to them').toBeDisabled()

  office.server.lies = {}
  await anna.acceptNewKeys()
  await office.callHonestly()
  await office.close()
})
