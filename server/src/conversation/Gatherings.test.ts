import type { Down } from '@tacet/protocol/down'
import type { Account } from '@tacet/protocol/identity'
import { ClientMessageId, ConversationId, PersonId } from '@tacet/protocol/ids'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../fakes/ManualClock.ts'
import { memoryLiveStore } from '../live/memory.ts'
import { drawId, systemRandom } from '../random.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Database } from '../storage/database.ts'
import { testDatabases } from '../storage/testDatabases.ts'
import { Conversations } from './Conversations.ts'
import { Gatherings } from './Gatherings.ts'
import { LiveGatherings } from './liveGatherings.ts'
import { Memberships } from './Memberships.ts'
import { Messages } from './Messages.ts'
import { Views } from './Views.ts'

describe.each(testDatabases)('the people of a call that becomes a conference, on $name', ({ open }) => {
  let database: Database
  let conversations: Conversations
  let gatherings: Gatherings
  let memberships: Memberships
  let messages: Messages
  let views: Views
  let told: { people: readonly PersonId[]; message: Down }[]
  const people = ['Anna', 'Ben', 'Cora', 'Dora'].map(name => {
    const id = drawId(systemRandom, PersonId)
    return { id, name, role: 'member', active: true, email: id, createdAt: 1 } as Account
  })
  const [anna, ben, cora, dora] = people as [Account, Account, Account, Account]

  beforeEach(async () => {
    database = await open()
    const { db } = database
    told = []
    for (const { id, name } of people) {
      const person = { id, name, name_key: name, email: id, password_hash: null, role: 'member' as const }
      await db
        .insertInto('person')
        .values({ ...person, active: 1, created_at: 1 })
        .execute()
    }
    const delivery = {
      toPeople: (people: readonly PersonId[], message: Down) => void told.push({ people, message }),
    } as unknown as Delivery
    const clock = new ManualClock()
    const live = new LiveGatherings(memoryLiveStore(clock))
    views = new Views(db, delivery, live)
    memberships = new Memberships(db, live)
    const listeners = { membersCame: async () => undefined, memberGone: async () => undefined }
    const parts = {
      db,
      delivery,
      clock,
      random: systemRandom,
      views,
      listeners,
      memberships,
      gatherings: live,
    }
    conversations = new Conversations(parts)
    gatherings = new Gatherings(parts)
    messages = new Messages(parts)
  })
  afterEach(() => database.close())

  const stored = async () => {
    const rows = await database.db.selectFrom('membership').select('person_id').execute()
    return rows.map(row => row.person_id).sort()
  }
  const listOf = async ({ id }: Account) => (await views.all(id)).conversations.map(each => each.id)
  const write = (author: Account, conversation: ConversationId) =>
    messages.send(author.id, { conversation, client: drawId(systemRandom, ClientMessageId), text: 'Hello' })

  it('[UPG-3] go into the group chat of exactly all of them where there is one', async () => {
    const group = (...members: Account[]) =>
      conversations.start(anna, { kind: 'group', name: 'G', people: members.map(({ id }) => id) })
    await group(ben)
    await group(ben, cora, dora)
    const { conversation: exact } = await group(ben, cora)
    const { conversation } = await gatherings.gather(ben, anna.id, [cora.id])
    expect([conversation.id, conversation.inMemory]).toEqual([exact.id, undefined])
  })

  it('[UPG-3] are in a conversation that only memory knows otherwise, and that the third learns of when rung', async () => {
    const { conversation } = await gatherings.gather(anna, ben.id, [cora.id])
    expect(conversation).toMatchObject({ inMemory: true, name: null, members: [anna.id, ben.id] })
    expect(await memberships.require(ben.id, conversation.id)).toMatchObject({
      kind: 'group',
      inMemory: true,
    })
    expect(await listOf(cora)).toEqual([])
    await expect(memberships.require(cora.id, conversation.id)).rejects.toMatchObject({
      failure: { error: 'not-found' },
    })
    await gatherings.admit(conversation.id, [cora.id, dora.id])
    for (const one of [anna, ben, cora]) expect(await listOf(one)).toEqual([conversation.id])
    expect(await listOf(dora)).toEqual([])
    expect((await views.all(cora.id)).people.map(({ name }) => name).sort()).toEqual(['Anna', 'Ben', 'Cora'])
    expect(await messages.timeline(cora.id, conversation.id, { limit: 10 })).toEqual({
      items: [],
      more: false,
    })
    expect(await stored()).toEqual([])
  })

  it('[UPG-3] are one conversation however often they gather', async () => {
    const first = await gatherings.gather(anna, ben.id, [cora.id])
    const again = await gatherings.gather(ben, anna.id, [cora.id])
    expect(again.conversation.id).toBe(first.conversation.id)
    const others = await gatherings.gather(anna, ben.id, [dora.id])
    expect(others.conversation.id).not.toBe(first.conversation.id)
  })

  it('[UPG-3] have an ordinary group chat from the first message on, also after the conference', async () => {
    const { conversation } = await gatherings.gather(anna, ben.id, [cora.id])
    await gatherings.admit(conversation.id, [cora.id])
    await Promise.all([write(ben, conversation.id), write(cora, conversation.id)])
    expect(await stored()).toEqual([anna.id, ben.id, cora.id].sort())
    await gatherings.over(conversation.id)
    const view = await views.one(anna.id, conversation.id)
    expect(view.conversation).toMatchObject({ kind: 'group', name: null, unread: 2 })
    expect(view.conversation.inMemory).toBeUndefined()
    expect((await gatherings.gather(anna, ben.id, [cora.id])).conversation.id).toBe(conversation.id)
  })

  it('[UPG-3] have nothing left when nobody has written, and are told so', async () => {
    const { conversation } = await gatherings.gather(anna, ben.id, [cora.id])
    await gatherings.over(conversation.id)
    expect(told.at(-1)).toEqual({
      people: [anna.id, ben.id],
      message: { t: 'conversation-gone', conversation: conversation.id },
    })
    expect(await listOf(anna)).toEqual([])
    await expect(write(anna, conversation.id)).rejects.toMatchObject({ failure: { error: 'not-found' } })
    expect(await stored()).toEqual([])
  })

  it('[CONF-16] come back one by one to a server that has lost its memory', async () => {
    const id = drawId(systemRandom, ConversationId)
    for (const one of [anna, ben]) await gatherings.revive(id, one.id)
    expect(await memberships.membersOf(id)).toEqual([anna.id, ben.id])
  })

  it('[UPG-3] are made by people who may make group chats, of people who are there', async () => {
    const outsider: Account = { ...anna, role: 'external' }
    const refused = (error: string) => ({ failure: { error } })
    await expect(gatherings.gather(outsider, ben.id, [cora.id])).rejects.toMatchObject(refused('forbidden'))
    const nobody = drawId(systemRandom, PersonId)
    await expect(gatherings.gather(anna, ben.id, [nobody])).rejects.toMatchObject(refused('invalid'))
    await expect(gatherings.gather(anna, ben.id, [ben.id])).rejects.toMatchObject(refused('invalid'))
  })
})
