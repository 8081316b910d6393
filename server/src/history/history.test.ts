import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Down } from '@tacet/protocol/down'
import type { CallRetentionDays } from '@tacet/protocol/identity'
import { CallRowId, ClientMessageId, ConversationId, PersonId } from '@tacet/protocol/ids'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LiveGatherings } from '../conversation/liveGatherings.ts'
import { Memberships } from '../conversation/Memberships.ts'
import { Messages } from '../conversation/Messages.ts'
import { Views } from '../conversation/Views.ts'
import { ManualClock } from '../fakes/ManualClock.ts'
import { memoryLiveStore } from '../live/memory.ts'
import { Organization } from '../organization/Organization.ts'
import { drawId, systemRandom } from '../random.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Database } from '../storage/database.ts'
import { openTestSqlite, testDatabases } from '../storage/testDatabases.ts'
import { callStore } from './CallStore.ts'
import { historyFeature } from './feature.ts'
import { History } from './History.ts'

const DAY = 24 * 60 * 60 * 1_000
const draw = <T>(schema: Parameters<typeof drawId<T>>[1]) => drawId(systemRandom, schema)

describe.each(testDatabases)('the call history on $name', ({ open }) => {
  let database: Database
  let clock: ManualClock
  let history: History
  let messages: Messages
  let organization: Organization
  let told: { people: readonly PersonId[]; message: Down }[]
  const anna = draw(PersonId)
  const ben = draw(PersonId)
  const conversation = draw(ConversationId)

  beforeEach(async () => {
    database = await open()
    clock = new ManualClock()
    told = []
    const delivery = {
      toPeople: (people: readonly PersonId[], message: Down) => void told.push({ people, message }),
      toEverybody: () => undefined,
    } as unknown as Delivery
    const parts = { database, db: database.db, delivery, clock, random: systemRandom }
    const gatherings = new LiveGatherings(memoryLiveStore())
    const memberships = new Memberships(database.db, gatherings)
    organization = new Organization(database.db, delivery, () => history.sweep())
    history = new History({ ...parts, memberships, organization })
    const views = new Views(database.db, delivery, gatherings)
    messages = new Messages({ ...parts, memberships, views, gatherings })
    await fill()
  })
  afterEach(() => database.close())

  async function fill(): Promise<void> {
    const { db } = database
    const settings = {
      name: 'N',
      callRetentionDays: 90,
      hideAddresses: false,
      guestLinks: false,
      callWaiting: true,
    }
    await organization.found(settings, clock.now(), db)
    for (const id of [anna, ben]) {
      const person = { id, name: 'A', name_key: 'a', email: id, password_hash: null, role: 'member' as const }
      await db
        .insertInto('person')
        .values({ ...person, active: 1, created_at: 1 })
        .execute()
    }
    const fresh = { id: conversation, kind: 'direct' as const, name: null, direct_key: null }
    await db
      .insertInto('conversation')
      .values({ ...fresh, last_at: 1, created_at: 1 })
      .execute()
    for (const person_id of [anna, ben]) {
      const member = {
        conversation_id: conversation,
        person_id,
        moderator: 0 as const,
        joined_at: 1,
        read_at: 1,
      }
      await db.insertInto('membership').values(member).execute()
    }
  }

  const begin = () => history.open({ conversation, kind: 'video', startedBy: anna })
  const rows = () => database.db.selectFrom('call').selectAll().orderBy('started_at').execute()
  const row = async () => (await database.db.selectFrom('call').selectAll().executeTakeFirst()) ?? null
  const setRetention = (callRetentionDays: CallRetentionDays) => organization.change({ callRetentionDays })
  const lastTold = () => told.at(-1)

  it('begins a row as connecting, and tells the members', async () => {
    const id = await begin()
    expect(await row()).toEqual({
      id,
      conversation_id: conversation,
      kind: 'video',
      status: 'connecting',
      started_by: anna,
      started_at: clock.now(),
      ended_at: null,
      ended_by: null,
    })
    expect(lastTold()).toMatchObject({ message: { t: 'call-row', call: { id, status: 'connecting' } } })
    expect(new Set(lastTold()?.people)).toEqual(new Set([anna, ben]))
  })

  it('connects a row once, and ends it by whoever hung up', async () => {
    const id = await begin()
    await history.connected(id)
    clock.advance(60_000)
    await history.ended(id, ben)
    expect(await row()).toMatchObject({ status: 'connected', ended_at: clock.now(), ended_by: ben })
    const before = told.length
    clock.advance(60_000)
    await history.ended(id, anna)
    await history.connected(id)
    expect(await row()).toMatchObject({ ended_at: clock.now() - 60_000, ended_by: ben })
    expect(told).toHaveLength(before)
  })

  it('ends a lost call by nobody', async () => {
    const id = await begin()
    await history.connected(id)
    await history.ended(id, null)
    expect(await row()).toMatchObject({ status: 'connected', ended_at: clock.now(), ended_by: null })
  })

  it('[CALL-13] keeps the same bytes whatever kept a call from connecting', async () => {
    const kept: unknown[] = []
    for (const by of [anna, ben, null]) {
      const id = await begin()
      clock.advance(45_000)
      await history.ended(id, by)
      const { id: _, started_at: __, ...rest } = (await row()) ?? {}
      kept.push(rest)
      await history.drop(id)
    }
    expect(kept[0]).toMatchObject({ status: 'not_connected', ended_at: null, ended_by: null })
    expect(kept).toEqual([kept[0], kept[0], kept[0]])
  })

  it('[CALL-9] leaves nothing of a call that lost to glare', async () => {
    const before = await database.db.selectFrom('conversation').selectAll().execute()
    const id = await begin()
    await history.drop(id)
    expect(await row()).toBeNull()
    expect(lastTold()?.message).toEqual({ t: 'call-row-gone', conversation, row: id })
    expect(await database.db.selectFrom('conversation').selectAll().execute()).toEqual(before)
  })

  it('writes nothing at all with retention 0, and moves nothing', async () => {
    await setRetention(0)
    const before = await database.db.selectFrom('conversation').selectAll().execute()
    expect(await begin()).toBeNull()
    await history.connected(null)
    await history.ended(null, anna)
    await history.drop(null)
    expect(await rows()).toEqual([])
    expect(told).toEqual([])
    expect(await database.db.selectFrom('conversation').selectAll().execute()).toEqual(before)
  })

  it('lets rows that are there go when the retention becomes 0, and a call that runs leaves no line', async () => {
    const id = await begin()
    await history.connected(id)
    await setRetention(0)
    await history.ended(id, anna)
    expect(await rows()).toEqual([])
    expect(lastTold()?.message).toMatchObject({ t: 'call-row-gone', row: id })
  })

  it('finds rows without an end', async () => {
    const [connecting, connected, ended, missed] = [
      await begin(),
      await begin(),
      await begin(),
      await begin(),
    ]
    await history.connected(connected)
    await history.connected(ended)
    await history.ended(ended, null)
    await history.ended(missed, null)
    clock.advance(1_000)
    const late = await begin()
    const found = await history.openRows(clock.now() - 500)
    expect(found.map(({ id }) => id)).toEqual([connecting, connected])
    expect(found.map(({ id }) => id)).not.toContain(late)
  })

  it('puts calls and messages into one order, in which nothing becomes visible late', async () => {
    const write = () => messages.send(anna, { conversation, client: draw(ClientMessageId), text: 'x' })
    await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 ? begin() : write())))
    const { items } = await messages.timeline(ben, conversation, { limit: 200 })
    const times = items.map(item => (item.type === 'call' ? item.call.startedAt : item.message.at))
    expect(new Set(times).size).toBe(40)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(items.filter(item => item.type === 'call')).toHaveLength(20)
  })

  describe('[CALL-12] a call that nobody answers', () => {
    const write = () => messages.send(anna, { conversation, client: draw(ClientMessageId), text: 'x' })
    const look = (person = ben) => messages.markRead(person, conversation, clock.now())

    it('is missed also by whoever was looking at the conversation while it rang', async () => {
      const before = await write()
      clock.advance(10_000)
      const id = await begin()
      clock.advance(1_000)
      expect(await look()).toEqual({ readAt: before.at, unread: 0 })
      const meanwhile = await write()
      clock.advance(1_000)
      expect(await look()).toEqual({ readAt: before.at, unread: 1 })
      await history.ended(id, null)
      expect(await messages.markRead(ben, conversation, before.at)).toEqual({ readAt: before.at, unread: 2 })
      expect(await look()).toEqual({ readAt: meanwhile.at, unread: 0 })
    })

    it('is not missed by who called, nor by who wrote while it rang', async () => {
      const id = await begin()
      clock.advance(1_000)
      expect((await look(anna)).readAt).toBe((await row())?.started_at)
      const { at } = await messages.send(ben, { conversation, client: draw(ClientMessageId), text: 'later' })
      await history.ended(id, null)
      expect(await messages.markRead(ben, conversation, 1)).toEqual({ readAt: at, unread: 0 })
    })

    it('holds up no mark once it is connected, and none in a group, where it waits for as long as it likes', async () => {
      const id = await begin()
      clock.advance(1_000)
      await history.connected(id)
      expect((await look()).readAt).toBe((await row())?.started_at)
      await history.ended(id, anna)
      await database.db.updateTable('conversation').set({ kind: 'group' }).execute()
      await begin()
      clock.advance(1_000)
      expect((await look()).readAt).toBe((await rows()).at(-1)?.started_at)
    })
  })

  it('shows members the literal row and when it goes, and nobody else', async () => {
    const id = await begin()
    if (!id) throw new Error('no row')
    const stored = await history.stored(ben, id)
    expect(Object.keys(stored.row).sort()).toEqual(
      ['conversation', 'endedAt', 'endedBy', 'id', 'kind', 'startedAt', 'startedBy', 'status'].sort(),
    )
    expect(stored.deletedAt).toBe(clock.now() + 90 * DAY)
    await setRetention(null)
    expect((await history.stored(ben, id)).deletedAt).toBeNull()
    await expect(history.stored(draw(PersonId), id)).rejects.toThrow('not-found')
  })

  describe('the retention job', () => {
    it('[P-10] runs by itself: a row is gone when its time is over', async () => {
      const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
      const feature = historyFeature(history, { clock, log })
      await feature.start?.()
      const id = await begin()
      clock.leap(89 * DAY)
      await expect.poll(rows).toHaveLength(1)
      clock.leap(DAY + 1)
      await expect.poll(rows).toEqual([])
      expect(lastTold()?.message).toEqual({ t: 'call-row-gone', conversation, row: id })
      await feature.stop?.()
    })

    it('takes more rows than one step holds, oldest first, and leaves younger ones', async () => {
      for (let n = 0; n < 450; n++) {
        const fresh = {
          conversation_id: conversation,
          kind: 'audio' as const,
          status: 'not_connected' as const,
        }
        const call = { ...fresh, started_by: anna, ended_at: null, ended_by: null }
        const row = { ...call, id: draw(CallRowId), started_at: clock.now() + n }
        await database.db.insertInto('call').values(row).execute()
      }
      clock.leap(90 * DAY + 400)
      await history.sweep()
      expect(await rows()).toHaveLength(50)
    })

    it('keeps everything while the retention is unlimited', async () => {
      await setRetention(null)
      await begin()
      clock.leap(10_000 * DAY)
      await history.sweep()
      expect(await rows()).toHaveLength(1)
    })

    it('[P-7] leaves the moment of a deleted call in no other column', async () => {
      const write = () => messages.send(anna, { conversation, client: draw(ClientMessageId), text: 'x' })
      const message = await write()
      clock.advance(10_000)
      const id = await begin()
      await history.ended(id, null)
      const moment = (await row())?.started_at ?? 0
      await messages.markRead(ben, conversation, clock.now())
      clock.leap(90 * DAY + 1)
      await history.sweep()
      const everything = JSON.stringify([
        await database.db.selectFrom('conversation').selectAll().execute(),
        await database.db.selectFrom('membership').selectAll().execute(),
        await database.db.selectFrom('message').selectAll().execute(),
      ])
      expect(everything).not.toContain(String(moment))
      const [mark] = await database.db
        .selectFrom('membership')
        .selectAll()
        .where('person_id', '=', ben)
        .execute()
      expect(mark?.read_at).toBe(message.at)
      expect((await database.db.selectFrom('conversation').selectAll().executeTakeFirst())?.last_at).toBe(
        message.at,
      )
    })
  })
})

describe('SQLite’s files', () => {
  it('[P-7] hold nothing of a row that the retention job took', async () => {
    const database = await openTestSqlite()
    const { db, folder } = database
    const files = () => Buffer.concat(readdirSync(folder).map(name => readFileSync(join(folder, name))))
    const person = { name: 'A', name_key: 'a', email: 'e', password_hash: null, role: 'member' as const }
    const started_by = draw(PersonId)
    await db
      .insertInto('person')
      .values({ id: started_by, ...person, active: 1, created_at: 1 })
      .execute()
    const conversation_id = draw(ConversationId)
    const fresh = { id: conversation_id, kind: 'direct' as const, name: null, direct_key: null }
    await db
      .insertInto('conversation')
      .values({ ...fresh, last_at: 1, created_at: 1 })
      .execute()
    const id = draw(CallRowId)
    const call = { conversation_id, kind: 'audio' as const, status: 'connected' as const, started_by }
    await db
      .insertInto('call')
      .values({ id, ...call, started_at: 5, ended_at: 6, ended_by: null })
      .execute()
    expect(files().includes(id)).toBe(true)
    await callStore(db).deleteOlder(10, 10)
    await database.forgetDeleted()
    expect(files().includes(id)).toBe(false)
    await database.close()
  })
})
