import { expectToHear } from '../media.ts'
import { expect } from '../scene.ts'
import { Middleman } from './Middleman.ts'
import { Office, test } from './Office.ts'
import { Puppet } from './Puppet.ts'
import { type Envelope, emojiOf, read } from './vcall.ts'
import { emojiNumbers } from './vectors.ts'

/** The messages of a call that decide its emoji, as they left the two. */
function transcript({ server, anna, ben }: Office): [offer: Envelope, answer: Envelope, confirm: Envelope] {
  const find = (person: string, t: string) =>
    server.signalsFrom(person).findLast(({ envelope }) => read(envelope.m).t === t)?.envelope
  const found = [find(anna.id, 'offer'), find(ben.id, 'answer'), find(anna.id, 'confirm')]
  const [offer, answer, confirm] = found
  if (!offer || !answer || !confirm) throw new Error('there was no such call')
  return [offer, answer, confirm]
}

test('[TEST-2] [SAS-3] a server that only listens: the call runs, and both see the emoji that it can work out, too', async ({
  office,
}) => {
  const { anna, ben } = office
  await office.callHonestly(async () => {
    const emoji = emojiOf(...transcript(office))
    expect(emojiNumbers(await anna.readEmoji(), 'de')).toEqual(emoji)
    expect(emojiNumbers(await ben.readEmoji(), 'en')).toEqual(emoji)
  })
})

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
