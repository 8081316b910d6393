import type { Account } from '@tacet/protocol/identity'
import { ClientMessageId, type ConversationId, PersonId } from '@tacet/protocol/ids'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../fakes/ManualClock.ts'
import { memoryLiveStore } from '../live/memory.ts'
import { drawId, systemRandom } from '../random.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Database } from '../storage/database.ts'
import { testDatabases } from '../storage/testDatabases.ts'
import { Conversations } from './Conversations.ts'
import { LiveGatherings } from './liveGatherings.ts'
import { Memberships } from './Memberships.ts'
import { Messages } from './Messages.ts'
import { Views } from './Views.ts'

describe.each(testDatabases)('what a conversation leaves on $name', ({ open }) => {
  let database: Database
  let conversations: Conversations
  let messages: Messages
  let heard: string[]
  const people = ['Anna', 'Ben'].map(name => {
    const id = drawId(systemRandom, PersonId)
    return { id, name, role: 'member', active: true, email: id, createdAt: 1 } as Account
  })
  const [anna, ben] = people as [Account, Account]

  beforeEach(async () => {
    database = await open()
    const { db } = database
    heard = []
    for (const { id, name } of people) {
      const person = { id, name, name_key: name, email: id, password_hash: null, role: 'member' as const }
      await db
        .insertInto('person')
        .values({ ...person, active: 1, created_at: 1 })
        .execute()
    }
    const delivery = { toPeople: () => undefined } as unknown as Delivery
    const parts = { db, delivery, clock: new ManualClock(), random: systemRandom }
    const listeners = {
      membersCame: async (_: ConversationId, came: readonly PersonId[]) =>
        void heard.push(`came ${came.length}`),
      memberGone: async (_: ConversationId, person: PersonId) =>
        void heard.push(`gone ${people.find(({ id }) => id === person)?.name}`),
    }
    const gatherings = new LiveGatherings(memoryLiveStore())
    const views = new Views(db, delivery, gatherings)
    conversations = new Conversations({ ...parts, views, listeners })
    messages = new Messages({ ...parts, views, gatherings, memberships: new Memberships(db, gatherings) })
  })
  afterEach(() => database.close())

  const count = async (table: 'conversation' | 'membership' | 'message') => {
    const { db } = database
    return (
      await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirst()
    )?.n
  }

  it('is nothing once the last one has left the group', async () => {
    const asked = { kind: 'group' as const, name: 'Mittagstisch', people: [ben.id] }
    const { conversation } = await conversations.start(anna, asked)
    const client = drawId(systemRandom, ClientMessageId)
    await messages.send(anna.id, { conversation: conversation.id, client, text: 'Hello' })
    await conversations.remove(ben, conversation.id, ben.id)
    expect([await count('conversation'), await count('membership'), await count('message')]).toEqual([
      1, 1, 1,
    ])
    await conversations.leaveGroups(anna.id)
    expect([await count('conversation'), await count('membership'), await count('message')]).toEqual([
      0, 0, 0,
    ])
  })

  it('tells the other features who comes and goes', async () => {
    const asked = { kind: 'group' as const, name: 'Mittagstisch', people: [ben.id] }
    const { conversation } = await conversations.start(anna, asked)
    await conversations.remove(anna, conversation.id, ben.id)
    await conversations.add(anna, conversation.id, [ben.id])
    await conversations.leaveGroups(ben.id)
    expect(heard).toEqual(['came 2', 'gone Ben', 'came 1', 'gone Ben'])
  })
})
