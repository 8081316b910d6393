import { giveEar, type Hearing, listen, readEar } from '../e2e/ears.ts'
import type { Person } from '../e2e/people.ts'
import { Scene } from '../e2e/scene.ts'
import { Stack } from '../e2e/stack.ts'
import { until } from '../e2e/until.ts'
import type { Measure, Quantity } from './Quantity.ts'

const ROUNDS = 9
/** [UPG-4] Milliseconds. */
const GAP = 300
/** Milliseconds of listening after the swap. */
const AFTER = 2_000
/** Milliseconds for a call to come about, and for the third person to be in it. */
const PATIENCE = 30_000

const NAMES = ['Anna', 'Ben', 'Cora'] as const
type Name = (typeof NAMES)[number]
type Round = Readonly<Record<Name, Hearing>>

/** Hears somebody without a break for so long. */
const hears = (person: Person) =>
  until(`${person.name} hears`, PATIENCE, async () => {
    await listen(person.page)
    await person.page.waitForTimeout(500)
    return (await readEar(person.page)).longestSilence < GAP
  })

/** Waits until there is enough to judge by. */
const heard = (person: Person, millis: number) =>
  until(`${person.name} has listened`, PATIENCE, async () => {
    const hearing = await readEar(person.page)
    return hearing.listened > millis ? hearing : null
  })

/** One call that becomes a conference, and ends. */
async function round([anna, ben, cora]: readonly [Person, Person, Person]): Promise<Round> {
  await anna.call('audio')
  await ben.accept('audio')
  for (const person of [anna, ben]) await hears(person)
  for (const person of [anna, ben]) await listen(person.page)
  await anna.addToCall(cora, ben)
  await ben.answerUpgrade(true)
  await cora.expectRinging(anna)
  const before = await Promise.all([anna, ben].map(async person => (await readEar(person.page)).listened))
  const [atAnna, atBen] = await Promise.all([
    heard(anna, (before[0] ?? 0) + AFTER),
    heard(ben, (before[1] ?? 0) + AFTER),
  ])
  await cora.ringing.getByRole('button', { name: cora.words.join, exact: true }).click()
  await cora.joinFromPreview({ camera: false })
  await hears(cora)
  await listen(cora.page)
  const atCora = await heard(cora, AFTER)
  for (const person of [cora, ben, anna]) await person.leave()
  for (const person of [cora, ben, anna]) await person.expectNoCall()
  return { Anna: atAnna, Ben: atBen, Cora: atCora }
}

/** Calls of two that become conferences of three, with steady voices, listened to at every ear. */
export const upgradeGap: Measure = {
  name: 'upgrade-gap',
  what: 'the longest silence at an ear while a direct call becomes a conference, sample by sample',
  async run(say) {
    const scene = new Scene(await Stack.start())
    const rounds: Round[] = []
    try {
      const [anna, ben] = await scene.pair()
      const cora = await scene.person('Cora')
      for (const person of [anna, ben, cora]) await giveEar(person)
      for (let done = 0; done < ROUNDS; done++) {
        rounds.push(await round([anna, ben, cora]))
        say(`${done + 1} of ${ROUNDS}`)
      }
    } finally {
      for (const browser of scene.browsers) await browser.close()
      await scene.stack.stop()
    }
    const at = (name: Name, when: string): Quantity => ({
      what: `longest silence at ${name}’s ear ${when}`,
      unit: 'ms',
      reach: GAP,
      samples: rounds.map(each => each[name].longestSilence),
    })
    return {
      'silence.asking': at('Anna', 'from the question to 2 s after the swap'),
      'silence.asked': at('Ben', 'from the question to 2 s after the swap'),
      'silence.third': at('Cora', 'once she is in'),
    }
  },
}
