import type { CallRowId, ConversationId, PersonId } from '@tacet/protocol/ids'
import { type CompiledQuery, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acquaintanceQuery, pageQuery } from '../account/PersonStore.ts'
import { sessionQuery } from '../account/SessionStore.ts'
import { blockedQuery } from '../block/BlockStore.ts'
import { surveyQuery } from '../call/CallSurvey.ts'
import {
  membersAroundQuery,
  newestUpToQuery,
  ringingQuery,
  viewQuery,
} from '../conversation/ConversationStore.ts'
import { peersQuery } from '../conversation/MembershipStore.ts'
import { timelineQuery } from '../conversation/MessageStore.ts'
import { chainQuery } from '../device/DeviceStore.ts'
import { olderQuery, openQuery } from '../history/CallStore.ts'
import type { Database } from './database.ts'
import { openTestSqlite } from './testDatabases.ts'

const person = 'p' as PersonId
const conversation = 'c' as ConversationId
const position = { at: 5, id: 'm' }

/** [PERF-10] Hot queries touch what they return, however much history there is. */
describe('the plan of', () => {
  let database: Database
  beforeAll(async () => {
    database = await openTestSqlite()
  })
  afterAll(() => database.close())

  /** The steps by which SQLite would answer, such as `SEARCH message USING INDEX …`. */
  const planOf = async (query: { compile(): CompiledQuery }): Promise<string[]> => {
    const compiled = query.compile()
    const { rows } = await database.db.executeQuery<{ detail: string }>({
      ...compiled,
      sql: `explain query plan ${compiled.sql}`,
    })
    return rows.map(row => row.detail)
  }
  const scans = (plan: readonly string[]) =>
    plan.filter(
      step =>
        /^SCAN /.test(step) &&
        !/^SCAN (?:messages|calls|unread_messages|unread_calls|CONSTANT|\(subquery)/.test(step),
    )
  const sorts = (plan: readonly string[]) => plan.filter(step => /TEMP B-TREE/.test(step))

  it.each(['before', 'after'] as const)(
    'a page of a timeline, %s a place and from the end',
    async direction => {
      for (const from of [position, null]) {
        const plan = await planOf(timelineQuery(database.db, conversation, direction, from, 50))
        const range = from ? ` AND at${direction === 'before' ? '<' : '>'}?` : ''
        expect(plan).toContain(
          `SEARCH message USING INDEX sqlite_autoindex_message_2 (conversation_id=?${range})`,
        )
        expect(plan.some(step => step.startsWith('SEARCH call USING INDEX'))).toBe(true)
        expect([...scans(plan), ...sorts(plan)]).toEqual([])
      }
    },
  )

  it('the list of conversations with what is unread', async () => {
    const plan = await planOf(viewQuery(database.db).where('membership.person_id', '=', person))
    expect(plan.some(step => /SEARCH unread USING .*\(conversation_id=\? AND at>\?\)/.test(step))).toBe(true)
    expect(
      plan.some(step => /SEARCH missed USING .*\(conversation_id=\? AND started_at>\?\)/.test(step)),
    ).toBe(true)
    expect(plan.some(step => /SEARCH message USING .*\(conversation_id=\? AND at=\?\)/.test(step))).toBe(true)
    expect(scans(plan)).toEqual([])
  })

  it('one conversation for its members', async () => {
    expect(
      scans(await planOf(viewQuery(database.db).where('membership.conversation_id', '=', conversation))),
    ).toEqual([])
  })

  it('the newest item up to a mark', async () => {
    const plan = await planOf(newestUpToQuery(database.db, conversation, 5))
    expect(
      plan.some(step => /SEARCH message USING COVERING INDEX .*\(conversation_id=\? AND at<\?\)/.test(step)),
    ).toBe(true)
    expect(scans(plan)).toEqual([])
  })

  it('a call that rings', async () => {
    const plan = await planOf(ringingQuery(database.db, conversation, person))
    expect(plan.some(step => /SEARCH call USING .*\(conversation_id=\? AND started_at>\?\)/.test(step))).toBe(
      true,
    )
    expect(scans(plan)).toEqual([])
  })

  it('[PERF-6] what the start of a call needs to know', async () => {
    expect(scans(await planOf(surveyQuery(database.db, person, conversation)))).toEqual([])
  })

  it('a session', async () => {
    const plan = await planOf(sessionQuery(database.db, 'hash', 5))
    expect(plan).toHaveLength(2)
    expect(scans(plan)).toEqual([])
  })

  it('the people around somebody', async () => {
    expect(scans(await planOf(peersQuery(database.db, person)))).toEqual([])
    expect(scans(await planOf(membersAroundQuery(database.db, person)))).toEqual([])
  })

  it('whether two people share a conversation', async () => {
    expect(scans(await planOf(acquaintanceQuery(database.db, person, person)))).toEqual([])
  })

  it('whose calls somebody has blocked', async () => {
    expect(scans(await planOf(blockedQuery(database.db, person)))).toEqual([])
  })

  it('a device list', async () => {
    const plan = await planOf(chainQuery(database.db, person))
    expect(plan).toEqual(['SEARCH device_entry USING INDEX sqlite_autoindex_device_entry_1 (person_id=?)'])
  })

  it('a page of the directory', async () => {
    const asked = { after: person, part: '', limit: 50, acquaintedWith: null, onlyActive: true }
    const plan = await planOf(pageQuery(database.db, asked))
    expect(plan.some(step => /SEARCH person USING INDEX person_by_name \(name_key>\?\)/.test(step))).toBe(
      true,
    )
    expect([...scans(plan), ...sorts(plan)]).toEqual([])
  })

  it('calls that are due, and calls without an end', async () => {
    expect(scans(await planOf(olderQuery(database.db, 5, 200)))).toEqual([])
    const plan = await planOf(openQuery(database.db, 5))
    expect(plan).toEqual(['SEARCH call USING INDEX call_without_end (started_at<?)'])
  })

  it('a call', async () => {
    const byId = database.db
      .selectFrom('call')
      .selectAll()
      .where('id', '=', 'x' as CallRowId)
    expect(scans(await planOf(byId))).toEqual([])
    await sql`analyze`.execute(database.db)
    expect(scans(await planOf(byId))).toEqual([])
  })
})
