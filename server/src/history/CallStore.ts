import type { CallRow, CallStatus } from '@tacet/protocol/history'
import type { CallRowId, ConversationId, Millis, PersonId } from '@tacet/protocol/ids'
import { expressionBuilder } from 'kysely'
import type { Db } from '../storage/database.ts'
import type { DatabaseKind } from '../storage/migrations.ts'
import type { CallTable } from '../storage/schema.ts'
import { nextMoment } from '../storage/takeMoment.ts'

type NewCall = Omit<CallTable, 'started_at' | 'ended_at' | 'ended_by'>

/** What goes with a call when its row goes: where it stood, so that no other column keeps its moment. */
interface DeletedCall {
  readonly id: CallRowId
  readonly conversation_id: ConversationId
  readonly started_at: Millis
}

export function callStore(db: Db) {
  return {
    /** Undefined where nothing is kept of calls (retention 0). */
    open: (kind: DatabaseKind, call: NewCall, now: Millis) => openCall(db, kind, call, now),

    find: (id: CallRowId) => db.selectFrom('call').selectAll().where('id', '=', id).executeTakeFirst(),

    connect: (id: CallRowId) =>
      db
        .updateTable('call')
        .set({ status: 'connected' })
        .where('id', '=', id)
        .where('status', '=', 'connecting')
        .returningAll()
        .executeTakeFirst(),

    /** A call that connected gets its end; one that did not gets neither time nor name. */
    end: (id: CallRowId, now: Millis, by: PersonId | null) =>
      db
        .updateTable('call')
        .set(eb => ({
          status: eb
            .case()
            .when('status', '=', 'connecting')
            .then(eb.val<CallStatus>('not_connected'))
            .else(eb.val<CallStatus>('connected'))
            .end(),
          ended_at: eb
            .case()
            .when('status', '=', 'connected')
            .then(eb.cast<Millis>(eb.val(now), 'bigint'))
            .else(null)
            .end(),
          ended_by: eb
            .case()
            .when('status', '=', 'connected')
            .then(eb.cast<PersonId | null>(eb.val(by), 'text'))
            .else(null)
            .end(),
        }))
        .where('id', '=', id)
        .where('status', '<>', 'not_connected')
        .where('ended_at', 'is', null)
        .returningAll()
        .executeTakeFirst(),

    delete: (id: CallRowId) =>
      db
        .deleteFrom('call')
        .where('id', '=', id)
        .returning(['id', 'conversation_id', 'started_at'])
        .executeTakeFirst(),

    /** At most `limit` rows that began before `before`, oldest first. */
    async deleteOlder(before: Millis, limit: number): Promise<readonly DeletedCall[]> {
      const due = await olderQuery(db, before, limit).execute()
      if (due.length === 0) return []
      return db
        .deleteFrom('call')
        .where(
          'id',
          'in',
          due.map(row => row.id),
        )
        .returning(['id', 'conversation_id', 'started_at'])
        .execute()
    },

    withoutEnd: (before: Millis) => openQuery(db, before).execute(),

    /** Takes the moments of deleted calls out of everything else that may have kept them. */
    async forgetMoments(conversation: ConversationId, moments: readonly Millis[]): Promise<void> {
      const marks = await db
        .selectFrom('membership')
        .select(['person_id', 'read_at'])
        .where('conversation_id', '=', conversation)
        .where('read_at', 'in', moments)
        .execute()
      for (const { person_id, read_at } of marks) {
        await db
          .updateTable('membership')
          .set({ read_at: await newestUpTo(db, conversation, read_at) })
          .where('conversation_id', '=', conversation)
          .where('person_id', '=', person_id)
          .where('read_at', '=', read_at)
          .execute()
      }
      await db
        .updateTable('conversation')
        .set({ last_at: await newestUpTo(db, conversation, Number.MAX_SAFE_INTEGER) })
        .where('id', '=', conversation)
        .where('last_at', 'in', moments)
        .execute()
    },
  }
}

export function callRowOf(row: CallTable): CallRow {
  return {
    id: row.id,
    conversation: row.conversation_id,
    kind: row.kind,
    status: row.status,
    startedBy: row.started_by,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
  }
}

export function olderQuery(db: Db, before: Millis, limit: number) {
  return db
    .selectFrom('call')
    .select('id')
    .where('started_at', '<', before)
    .orderBy('started_at')
    .limit(limit)
}

/** The condition is that of the partial index, word for word. */
export function openQuery(db: Db, before: Millis) {
  return db
    .selectFrom('call')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('status', '<>', 'not_connected')
    .where('started_at', '<', before)
    .orderBy('started_at')
}

/** Newest item at or before `at`; where none is left, the moment in which the conversation was made. */
async function newestUpTo(db: Db, conversation: ConversationId, at: Millis): Promise<Millis> {
  const row = await db
    .selectFrom('conversation')
    .select(({ selectFrom }) => [
      'created_at',
      selectFrom('message')
        .select(({ fn }) => fn.max<Millis | null>('message.at').as('newest'))
        .where('message.conversation_id', '=', conversation)
        .where('message.at', '<=', at)
        .as('message'),
      selectFrom('call')
        .select(({ fn }) => fn.max<Millis | null>('call.started_at').as('newest'))
        .where('call.conversation_id', '=', conversation)
        .where('call.started_at', '<=', at)
        .as('call'),
    ])
    .where('id', '=', conversation)
    .executeTakeFirstOrThrow()
  return Math.max(row.created_at, row.message ?? 0, row.call ?? 0)
}

/**
 * [PERF-6] Takes the next moment of the conversation and writes the row, in one statement. On PostgreSQL the update holds
 * others back until it is over, as `takeMoment` does. SQLite knows one writer at a time, and no update within an insert:
 * there a trigger moves the conversation on.
 */
function openCall(db: Db, kind: DatabaseKind, call: NewCall, now: Millis) {
  const columns = ['id', 'conversation_id', 'kind', 'status', 'started_by', 'started_at'] as const
  const keepsCalls = db
    .selectFrom('organization')
    .select('id')
    .where(({ eb, or }) => or([eb('call_retention_days', 'is', null), eb('call_retention_days', '<>', 0)]))
  if (kind === 'sqlite') {
    return db
      .insertInto('call')
      .columns(columns)
      .expression(
        db
          .selectFrom('conversation')
          .select(eb => [...constants(call), nextMoment(eb, now).as('started_at')])
          .where('id', '=', call.conversation_id)
          .where(({ exists }) => exists(keepsCalls)),
      )
      .returningAll()
      .executeTakeFirst()
  }
  return db
    .with('moment', query =>
      query
        .updateTable('conversation')
        .set(eb => ({ last_at: nextMoment(eb, now) }))
        .where('id', '=', call.conversation_id)
        .where(({ exists }) => exists(keepsCalls))
        .returning('last_at'),
    )
    .insertInto('call')
    .columns(columns)
    .expression(query =>
      query
        .selectFrom('moment')
        .select(eb => [...constants(call), eb.ref('moment.last_at').as('started_at')]),
    )
    .returningAll()
    .executeTakeFirst()
}

/** PostgreSQL wants to know the type of a value that comes out of a selection. */
function constants({ id, conversation_id, kind, status, started_by }: NewCall) {
  const { cast, val } = expressionBuilder()
  const text = <T extends string>(value: T) => cast<T>(val(value), 'text')
  return [
    text(id).as('id'),
    text(conversation_id).as('conversation_id'),
    text(kind).as('kind'),
    text(status).as('status'),
    text(started_by).as('started_by'),
  ] as const
}
