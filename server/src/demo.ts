import type { Account } from '@tacet/protocol/identity'
import { ClientMessageId, type ConversationId } from '@tacet/protocol/ids'
import type { Composition } from './compose.ts'
import type { Ground } from './ground.ts'
import { drawId } from './random.ts'

export interface DemoLink {
  readonly name: string
  /** Such as `/demo#…`. */
  readonly path: string
}

const PEOPLE = [
  { name: 'Anna Keller', email: 'anna.keller@kanzlei-nord.example', role: 'admin' },
  { name: 'Ben Aydın', email: 'ben.aydin@kanzlei-nord.example', role: 'member' },
  { name: 'Carla Moretti', email: 'carla.moretti@kanzlei-nord.example', role: 'member' },
] as const

const ORGANIZATION = {
  name: 'Kanzlei Nord',
  callRetentionDays: 90,
  hideAddresses: false,
  guestLinks: true,
  callWaiting: true,
}

/**
 * Makes, where there is no organization yet, one with three people who know each other, and then new one-time links
 * for them; links of an earlier start are dead. An organization that is no demo gets none.
 */
export async function prepareDemo(ground: Ground, composition: Composition): Promise<DemoLink[]> {
  const { organization, people, links } = composition
  if (!(await organization.find())) await makeOrganization(ground, composition)
  const { accounts } = await people.accounts({ after: null, q: '', limit: 200 })
  const demo = PEOPLE.flatMap(
    ({ email }) => accounts.find(account => account.active && account.email === email) ?? [],
  )
  await links.revokeAll('demo')
  const made: DemoLink[] = []
  for (const { id, name } of demo) {
    const { secret } = await links.make({ kind: 'demo', person: id })
    made.push({ name, path: `/demo#${secret}` })
  }
  return made
}

async function makeOrganization(
  { clock, database, random }: Ground,
  composition: Composition,
): Promise<void> {
  const { accounts, conversations, messages, organization, people } = composition
  await database.db.transaction().execute(async db => {
    await organization.found(ORGANIZATION, clock.now(), db)
    for (const person of PEOPLE) await accounts.create({ ...person, passwordHash: null }, db)
  })
  const all = (await people.accounts({ after: null, q: '', limit: 200 })).accounts
  const byName = (name: string): Account => {
    const account = all.find(person => person.name === name)
    if (!account) throw new Error('the demo has lost one of its people')
    return account
  }
  const [anna, ben, carla] = [byName('Anna Keller'), byName('Ben Aydın'), byName('Carla Moretti')]
  const say = (by: Account, conversation: ConversationId, text: string) =>
    messages.send(by.id, { conversation, client: drawId(random, ClientMessageId), text })

  const annaAndBen = await conversations.start(anna, { kind: 'direct', person: ben.id })
  const annaAndCarla = await conversations.start(anna, { kind: 'direct', person: carla.id })
  await conversations.start(ben, { kind: 'direct', person: carla.id })
  const lunch = await conversations.start(anna, {
    kind: 'group',
    name: 'Mittagstisch',
    people: [ben.id, carla.id],
  })

  await say(
    carla,
    annaAndCarla.conversation.id,
    'Der Schriftsatz ist fertig, magst du noch einmal drüberschauen?',
  )
  await say(anna, annaAndCarla.conversation.id, 'Mache ich heute Nachmittag.')
  await say(
    ben,
    annaAndBen.conversation.id,
    'Guten Morgen! Hast du zehn Minuten für den Termin am Donnerstag?',
  )
  await say(anna, annaAndBen.conversation.id, 'Ja, ruf mich gern an.')
  await say(carla, lunch.conversation.id, 'Um halb eins beim Italiener?')
  await say(ben, lunch.conversation.id, 'Ich bin dabei.')
}
