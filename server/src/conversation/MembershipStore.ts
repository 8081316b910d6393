import type { ConversationId, Millis, PersonId } from '@tacet/protocol/ids'
import type { Db } from '../storage/database.ts'

export function membershipStore(db: Db) {
  return {
    of: (conversation: ConversationId) =>
      db
        .selectFrom('membership')
        .innerJoin('person', 'person.id', 'membership.person_id')
        .innerJoin('conversation', 'conversation.id', 'membership.conversation_id')
        .select([
          'membership.person_id',
          'membership.moderator',
          'membership.joined_at',
          'person.role',
          'person.active',
          'conversation.kind',
        ])
        .where('membership.conversation_id', '=', conversation)
        .orderBy('membership.joined_at')
        .orderBy('membership.person_id')
        .execute(),

    /** Whoever is in it already stays as they are. Answers the newcomers. */
    async add(
      conversation: ConversationId,
      people: readonly { id: PersonId; moderator: boolean }[],
      now: Millis,
      readAt: Millis,
    ): Promise<PersonId[]> {
      if (people.length === 0) return []
      const added = await db
        .insertInto('membership')
        .values(
          people.map(({ id, moderator }) => ({
            conversation_id: conversation,
            person_id: id,
            moderator: moderator ? (1 as const) : (0 as const),
            joined_at: now,
            read_at: readAt,
          })),
        )
        .onConflict(conflict => conflict.columns(['conversation_id', 'person_id']).doNothing())
        .returning('person_id')
        .execute()
      return added.map(row => row.person_id)
    },

    async remove(conversation: ConversationId, person: PersonId): Promise<boolean> {
      const gone = await db
        .deleteFrom('membership')
        .where('conversation_id', '=', conversation)
        .where('person_id', '=', person)
        .returning('person_id')
        .executeTakeFirst()
      return gone !== undefined
    },

    async makeModerator(conversation: ConversationId, person: PersonId): Promise<void> {
      await db
        .updateTable('membership')
        .set({ moderator: 1 })
        .where('conversation_id', '=', conversation)
        .where('person_id', '=', person)
        .execute()
    },

    async groupsOf(person: PersonId): Promise<ConversationId[]> {
      const rows = await db
        .selectFrom('membership')
        .innerJoin('conversation', 'conversation.id', 'membership.conversation_id')
        .select('conversation.id')
        .where('membership.person_id', '=', person)
        .where('conversation.kind', '=', 'group')
        .execute()
      return rows.map(row => row.id)
    },

    /** The group in which exactly these people are; of several, the one in which something happened last. */
    async groupOfExactly(people: readonly PersonId[]): Promise<ConversationId | null> {
      const row = await db
        .selectFrom('membership')
        .innerJoin('conversation', 'conversation.id', 'membership.conversation_id')
        .select('conversation.id')
        .where('conversation.kind', '=', 'group')
        .where('conversation.id', 'in', ({ selectFrom }) =>
          selectFrom('membership as mine')
            .select('mine.conversation_id')
            .where('mine.person_id', '=', people[0] ?? null),
        )
        .groupBy(['conversation.id', 'conversation.last_at'])
        .having(({ fn }) => fn.countAll<number>(), '=', people.length)
        .having(
          ({ fn, eb }) =>
            fn.sum<number>(eb.case().when('membership.person_id', 'in', people).then(1).else(0).end()),
          '=',
          people.length,
        )
        .orderBy('conversation.last_at', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row?.id ?? null
    },

    /** What the cards of these people show. */
    cards: (ids: readonly PersonId[]) =>
      db.selectFrom('person').select(['id', 'name', 'role', 'active']).where('id', 'in', ids).execute(),

    /** Role and state of these people, as far as they exist. */
    people: (ids: readonly PersonId[]) =>
      db.selectFrom('person').select(['id', 'role', 'active']).where('id', 'in', ids).execute(),

    /** Everybody who shares a conversation with this person. */
    async peersOf(person: PersonId): Promise<PersonId[]> {
      return (await peersQuery(db, person).execute()).map(row => row.person_id)
    },

    async shareGroup(one: PersonId, other: PersonId): Promise<boolean> {
      const shared = await db
        .selectFrom('membership as mine')
        .innerJoin('membership as theirs', 'theirs.conversation_id', 'mine.conversation_id')
        .innerJoin('conversation', 'conversation.id', 'mine.conversation_id')
        .select('conversation.id')
        .where('mine.person_id', '=', one)
        .where('theirs.person_id', '=', other)
        .where('conversation.kind', '=', 'group')
        .limit(1)
        .executeTakeFirst()
      return shared !== undefined
    },
  }
}

export function peersQuery(db: Db, person: PersonId) {
  return db
    .selectFrom('membership as mine')
    .innerJoin('membership as theirs', 'theirs.conversation_id', 'mine.conversation_id')
    .select('theirs.person_id')
    .distinct()
    .where('mine.person_id', '=', person)
    .where('theirs.person_id', '<>', person)
}
