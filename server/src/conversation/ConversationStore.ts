import { UNREAD_MAX } from '@tacet/domain/conversation/unread'
import type { ConversationId, Millis, PersonId } from '@tacet/protocol/ids'
import { type ExpressionBuilder, sql } from 'kysely'
import type { Db } from '../storage/database.ts'
import type { ConversationTable, MembershipTable, Tables } from '../storage/schema.ts'

export function conversationStore(db: Db) {
  return {
    find: (id: ConversationId) =>
      db.selectFrom('conversation').selectAll().where('id', '=', id).executeTakeFirst(),

    byDirectKey: (key: string) =>
      db.selectFrom('conversation').selectAll().where('direct_key', '=', key).executeTakeFirst(),

    /** False where the two people have their direct message already, or it is there. */
    async insert(conversation: ConversationTable): Promise<boolean> {
      const inserted = await db
        .insertInto('conversation')
        .values(conversation)
        .onConflict(conflict => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      return inserted !== undefined
    },

    /** Holds back everybody else who changes members or adds an item until this transaction is over. */
    lock: (id: ConversationId) =>
      db
        .updateTable('conversation')
        .set({ id })
        .where('id', '=', id)
        .returning(['last_at', 'kind'])
        .executeTakeFirst(),

    async rename(id: ConversationId, name: string): Promise<void> {
      await db.updateTable('conversation').set({ name }).where('id', '=', id).execute()
    },

    /** With everything in it. */
    async delete(id: ConversationId): Promise<void> {
      await db.deleteFrom('conversation').where('id', '=', id).execute()
    },

    viewsOf: (person: PersonId) => viewQuery(db).where('membership.person_id', '=', person).execute(),

    viewsIn: (conversation: ConversationId) =>
      viewQuery(db).where('membership.conversation_id', '=', conversation).execute(),

    /** Members of all conversations in which this person is, with what their cards show. */
    membersAround: (person: PersonId) => membersAroundQuery(db, person).execute(),

    cardsIn: (conversation: ConversationId) =>
      db
        .selectFrom('membership')
        .innerJoin('person', 'person.id', 'membership.person_id')
        .select(['membership.conversation_id', 'person.id', 'person.name', 'person.role', 'person.active'])
        .where('membership.conversation_id', '=', conversation)
        .orderBy('membership.joined_at')
        .orderBy('membership.person_id')
        .execute(),

    unread: (conversation: ConversationId, person: PersonId) =>
      db
        .selectFrom('membership')
        .innerJoin('conversation', 'conversation.id', 'membership.conversation_id')
        .select(eb => ['membership.read_at', unreadMessages(eb), unreadCalls(eb)])
        .where('membership.conversation_id', '=', conversation)
        .where('membership.person_id', '=', person)
        .executeTakeFirst(),

    /** Moment of the newest item that is not newer than `at`; null where there is none. */
    async newestUpTo(conversation: ConversationId, at: Millis): Promise<Millis | null> {
      const { message, call } = await newestUpToQuery(db, conversation, at).executeTakeFirstOrThrow()
      return message === null ? call : Math.max(message, call ?? 0)
    },

    /** When the first call since their mark began that rings this person now; null where none does. */
    ringingSince: async (conversation: ConversationId, person: PersonId): Promise<Millis | null> =>
      (await ringingQuery(db, conversation, person).executeTakeFirst())?.started_at ?? null,

    /** Moves the mark forward, never back. */
    async markRead(conversation: ConversationId, person: PersonId, at: Millis): Promise<boolean> {
      const moved = await db
        .updateTable('membership')
        .set({ read_at: at } satisfies Partial<MembershipTable>)
        .where('conversation_id', '=', conversation)
        .where('person_id', '=', person)
        .where('read_at', '<', at)
        .returning('read_at')
        .executeTakeFirst()
      return moved !== undefined
    },
  }
}
export type ConversationStore = ReturnType<typeof conversationStore>
export type ViewRow = Awaited<ReturnType<ConversationStore['viewsOf']>>[number]

/**
 * One row for each conversation and member: it, its newest item, and what that member has not read. The newest item
 * is the one at `last_at`: the two joins find at most one row each, by an index.
 */
export function viewQuery(db: Db) {
  return db
    .selectFrom('membership')
    .innerJoin('conversation', 'conversation.id', 'membership.conversation_id')
    .leftJoin('message', join =>
      join
        .onRef('message.conversation_id', '=', 'conversation.id')
        .onRef('message.at', '=', 'conversation.last_at'),
    )
    .leftJoin('call', join =>
      join
        .onRef('call.conversation_id', '=', 'conversation.id')
        .onRef('call.started_at', '=', 'conversation.last_at'),
    )
    .select(eb => [
      'membership.person_id',
      'membership.read_at',
      'conversation.id',
      'conversation.kind',
      'conversation.name',
      'conversation.created_at',
      'message.id as message_id',
      'message.author_id',
      'message.client_id',
      'message.text',
      'message.at',
      'call.id as call_id',
      'call.kind as call_kind',
      'call.status',
      'call.started_by',
      'call.started_at',
      'call.ended_at',
      'call.ended_by',
      unreadMessages(eb),
      unreadCalls(eb),
    ])
    .orderBy('conversation.last_at', 'desc')
}

export function membersAroundQuery(db: Db, person: PersonId) {
  return db
    .selectFrom('membership as mine')
    .innerJoin('membership as theirs', 'theirs.conversation_id', 'mine.conversation_id')
    .innerJoin('person', 'person.id', 'theirs.person_id')
    .select(['theirs.conversation_id', 'person.id', 'person.name', 'person.role', 'person.active'])
    .where('mine.person_id', '=', person)
    .orderBy('theirs.joined_at')
    .orderBy('theirs.person_id')
}

export function newestUpToQuery(db: Db, conversation: ConversationId, at: Millis) {
  return db.selectNoFrom(({ selectFrom }) => [
    selectFrom('message')
      .select(({ fn }) => fn.max<Millis | null>('at').as('newest'))
      .where('conversation_id', '=', conversation)
      .where('at', '<=', at)
      .as('message'),
    selectFrom('call')
      .select(({ fn }) => fn.max<Millis | null>('started_at').as('newest'))
      .where('conversation_id', '=', conversation)
      .where('started_at', '<=', at)
      .as('call'),
  ])
}

/** Only where two people talk: a call in a group rings nobody, and may wait for company as long as it likes. */
export function ringingQuery(db: Db, conversation: ConversationId, person: PersonId) {
  return db
    .selectFrom('membership')
    .innerJoin('conversation', 'conversation.id', 'membership.conversation_id')
    .innerJoin('call', join =>
      join
        .onRef('call.conversation_id', '=', 'membership.conversation_id')
        .onRef('call.started_at', '>', 'membership.read_at'),
    )
    .select('call.started_at')
    .where('membership.conversation_id', '=', conversation)
    .where('membership.person_id', '=', person)
    .where('conversation.kind', '=', 'direct')
    .where('call.status', '=', 'connecting')
    .where('call.started_by', '<>', person)
    .orderBy('call.started_at')
    .limit(1)
}

type Viewing = ExpressionBuilder<Tables, 'membership' | 'conversation'>

/** Counts no further than anybody is told. One's own messages are none of them: whoever writes has read. */
function unreadMessages(eb: Viewing) {
  return eb
    .selectFrom(
      eb
        .selectFrom('message as unread')
        .select(sql<number>`1`.as('one'))
        .whereRef('unread.conversation_id', '=', 'membership.conversation_id')
        .whereRef('unread.at', '>', 'membership.read_at')
        .limit(UNREAD_MAX)
        .as('unread_messages'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .as('unread_messages')
}

/**
 * A call of somebody else that did not connect is one more, whatever the cause (CALL-12). Those of somebody whose calls
 * the person has blocked are not told (CALL-23).
 */
function unreadCalls(eb: Viewing) {
  return eb
    .selectFrom(
      eb
        .selectFrom('call as missed')
        .select(sql<number>`1`.as('one'))
        .whereRef('missed.conversation_id', '=', 'membership.conversation_id')
        .whereRef('missed.started_at', '>', 'membership.read_at')
        .whereRef('missed.started_by', '<>', 'membership.person_id')
        .where('missed.status', '=', 'not_connected')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('call_block')
                .select('call_block.blocked_id')
                .whereRef('call_block.person_id', '=', 'membership.person_id')
                .whereRef('call_block.blocked_id', '=', 'missed.started_by'),
            ),
          ),
        )
        .limit(UNREAD_MAX)
        .as('unread_calls'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .as('unread_calls')
}
