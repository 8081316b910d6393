import type { Role } from '@tacet/protocol/identity'
import type { PersonId } from '@tacet/protocol/ids'
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../storage/database.ts'
import type { PersonTable } from '../storage/schema.ts'

export type PersonRow = Selectable<PersonTable>

export interface PeopleQuery {
  /** Continue behind this person. */
  readonly after: PersonId | null
  /** Part of a name, as `nameKey` writes it. */
  readonly part: string
  readonly limit: number
  /** Only people who share a conversation with this one. */
  readonly acquaintedWith: PersonId | null
  readonly onlyActive: boolean
}

export function personStore(db: Db) {
  return {
    async insert(person: Insertable<PersonTable>): Promise<void> {
      await db.insertInto('person').values(person).execute()
    },

    byId: (id: PersonId) => db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst(),

    byEmail: (email: string) =>
      db.selectFrom('person').selectAll().where('email', '=', email).executeTakeFirst(),

    async setPassword(id: PersonId, hash: string): Promise<void> {
      await db.updateTable('person').set({ password_hash: hash }).where('id', '=', id).execute()
    },

    async setRole(id: PersonId, role: Role): Promise<void> {
      await db.updateTable('person').set({ role }).where('id', '=', id).execute()
    },

    async setActive(id: PersonId, active: boolean): Promise<void> {
      await db
        .updateTable('person')
        .set({ active: active ? 1 : 0 })
        .where('id', '=', id)
        .execute()
    },

    async setHideAddress(id: PersonId, hide: boolean): Promise<void> {
      await db
        .updateTable('person')
        .set({ hide_address: hide ? 1 : 0 })
        .where('id', '=', id)
        .execute()
    },

    /** Holds back everybody else who changes roles until this transaction is over; then counts. */
    async countActiveAdmins(): Promise<number> {
      await db.updateTable('organization').set({ id: 1 }).execute()
      const { count } = await db
        .selectFrom('person')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('role', '=', 'admin')
        .where('active', '=', 1)
        .executeTakeFirstOrThrow()
      return count
    },

    /** Whether they share a conversation. */
    async areAcquainted(one: PersonId, other: PersonId): Promise<boolean> {
      return (await acquaintanceQuery(db, one, other).executeTakeFirst()) !== undefined
    },

    page: (query: PeopleQuery) => pageQuery(db, query).execute(),
  }
}
export type PersonStore = ReturnType<typeof personStore>

export function acquaintanceQuery(db: Db, one: PersonId, other: PersonId) {
  return db
    .selectFrom('membership as mine')
    .innerJoin('membership as theirs', 'theirs.conversation_id', 'mine.conversation_id')
    .select('theirs.person_id')
    .where('mine.person_id', '=', one)
    .where('theirs.person_id', '=', other)
    .limit(1)
}

/** In alphabetical order, one row more than asked for, so that the caller sees whether there is more. */
export function pageQuery(db: Db, { after, part, limit, acquaintedWith, onlyActive }: PeopleQuery) {
  let query = db
    .selectFrom('person')
    .selectAll()
    .orderBy('name_key')
    .orderBy('id')
    .limit(limit + 1)
  if (after !== null) {
    query = query.where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('name_key', 'id'),
        '>',
        selectFrom('person as last')
          .select(['last.name_key', 'last.id'])
          .where('last.id', '=', after)
          .$asTuple('name_key', 'id'),
      ),
    )
  }
  if (part !== '')
    query = query.where(sql<boolean>`name_key like ${`%${part.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`)
  if (onlyActive) query = query.where('active', '=', 1)
  if (acquaintedWith !== null) {
    query = query.where('id', 'in', ({ selectFrom }) =>
      selectFrom('membership as mine')
        .innerJoin('membership as theirs', 'theirs.conversation_id', 'mine.conversation_id')
        .select('theirs.person_id')
        .where('mine.person_id', '=', acquaintedWith),
    )
  }
  return query
}
