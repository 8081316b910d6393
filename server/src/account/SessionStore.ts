import type { Millis, PersonId } from '@tacet/protocol/ids'
import type { Insertable } from 'kysely'
import type { Db } from '../storage/database.ts'
import type { SessionTable } from '../storage/schema.ts'

export function sessionStore(db: Db) {
  return {
    async insert(session: Insertable<SessionTable>): Promise<void> {
      await db.insertInto('session').values(session).execute()
    },

    find: (hash: string, now: Millis) => sessionQuery(db, hash, now).executeTakeFirst(),

    async prolong(hash: string, expiry: Millis): Promise<void> {
      await db.updateTable('session').set({ expires_at: expiry }).where('token_hash', '=', hash).execute()
    },

    of: (person: PersonId, now: Millis) =>
      db
        .selectFrom('session')
        .select(['token_hash', 'created_at', 'label'])
        .where('person_id', '=', person)
        .where('expires_at', '>', now)
        .orderBy('created_at', 'desc')
        .execute(),

    async living(hashes: readonly string[], now: Millis): Promise<readonly string[]> {
      if (hashes.length === 0) return []
      const rows = await db
        .selectFrom('session')
        .select('token_hash')
        .where('token_hash', 'in', hashes)
        .where('expires_at', '>', now)
        .execute()
      return rows.map(row => row.token_hash)
    },

    async delete(hash: string): Promise<void> {
      await db.deleteFrom('session').where('token_hash', '=', hash).execute()
    },

    /** Answers the hashes of the sessions that ended. */
    async deleteOf(person: PersonId, except: string | null): Promise<readonly string[]> {
      let query = db.deleteFrom('session').where('person_id', '=', person).returning('token_hash')
      if (except !== null) query = query.where('token_hash', '<>', except)
      return (await query.execute()).map(row => row.token_hash)
    },

    async deleteExpired(now: Millis): Promise<void> {
      await db.deleteFrom('session').where('expires_at', '<=', now).execute()
    },
  }
}

/** The session and its person, while both are good. */
export function sessionQuery(db: Db, hash: string, now: Millis) {
  return db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .select(['session.expires_at'])
    .selectAll('person')
    .where('session.token_hash', '=', hash)
    .where('session.expires_at', '>', now)
    .where('person.active', '=', 1)
}
