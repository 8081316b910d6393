import type { TimelinePosition } from '@tacet/domain/conversation/timeline'
import type { ClientMessageId, ConversationId, Millis, PersonId } from '@tacet/protocol/ids'
import { sql } from 'kysely'
import type { Db } from '../storage/database.ts'
import type { MessageTable } from '../storage/schema.ts'

export type Direction = 'before' | 'after'

export function messageStore(db: Db) {
  return {
    /** False where this device has sent it before. */
    async insert(message: MessageTable): Promise<boolean> {
      const inserted = await db
        .insertInto('message')
        .values(message)
        .onConflict(conflict => conflict.columns(['author_id', 'client_id']).doNothing())
        .returning('id')
        .executeTakeFirst()
      return inserted !== undefined
    },

    byClient: (author: PersonId, client: ClientMessageId) =>
      db
        .selectFrom('message')
        .selectAll()
        .where('author_id', '=', author)
        .where('client_id', '=', client)
        .executeTakeFirst(),

    timeline: (
      conversation: ConversationId,
      direction: Direction,
      from: TimelinePosition | null,
      limit: number,
    ) => timelineQuery(db, conversation, direction, from, limit).execute(),
  }
}
export type TimelineRow = Awaited<ReturnType<ReturnType<typeof messageStore>['timeline']>>[number]

/**
 * The messages and calls nearest to `from` on one side of it (null: the newest), at most `limit` of each kind, by one
 * statement: a second one could see an item that is newer than one which the first had not seen yet.
 */
export function timelineQuery(
  db: Db,
  conversation: ConversationId,
  direction: Direction,
  from: TimelinePosition | null,
  limit: number,
) {
  const order = direction === 'before' ? 'desc' : 'asc'
  const side = direction === 'before' ? '<' : '>'
  let messages = db
    .selectFrom('message')
    .select([
      sql<'message' | 'call'>`'message'`.as('type'),
      sql<string>`id`.as('id'),
      'author_id as person',
      'at',
      'text as content',
      sql<string | null>`client_id`.as('detail'),
      sql<Millis | null>`cast(null as bigint)`.as('ended_at'),
      sql<PersonId | null>`cast(null as text)`.as('ended_by'),
    ])
    .where('conversation_id', '=', conversation)
    .orderBy('at', order)
    .limit(limit)
  let calls = db
    .selectFrom('call')
    .select([
      sql<'message' | 'call'>`'call'`.as('type'),
      'id',
      'started_by as person',
      'started_at as at',
      'kind as content',
      sql<string | null>`status`.as('detail'),
      'ended_at',
      'ended_by',
    ])
    .where('conversation_id', '=', conversation)
    .orderBy('started_at', order)
    .limit(limit)
  if (from) {
    messages = messages.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('at', 'id'), side, tuple(from.at, from.id as never)),
    )
    calls = calls.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('started_at', 'id'), side, tuple(from.at, from.id as never)),
    )
  }
  return db
    .selectFrom(messages.as('messages'))
    .selectAll()
    .unionAll(db.selectFrom(calls.as('calls')).selectAll() as never)
}
