import type { PersonId } from '@tacet/protocol/ids'
import type { Db } from '../storage/database.ts'

export function blockStore(db: Db) {
  return {
    /** Does nothing where it is there already. */
    async add(person: PersonId, blocked: PersonId): Promise<void> {
      await db
        .insertInto('call_block')
        .values({ person_id: person, blocked_id: blocked })
        .onConflict(conflict => conflict.columns(['person_id', 'blocked_id']).doNothing())
        .execute()
    },

    async remove(person: PersonId, blocked: PersonId): Promise<void> {
      await db
        .deleteFrom('call_block')
        .where('person_id', '=', person)
        .where('blocked_id', '=', blocked)
        .execute()
    },

    async of(person: PersonId): Promise<readonly PersonId[]> {
      const rows = await blockedQuery(db, person).orderBy('blocked_id').execute()
      return rows.map(row => row.blocked_id)
    },
  }
}

export function blockedQuery(db: Db, person: PersonId) {
  return db.selectFrom('call_block').select('blocked_id').where('person_id', '=', person)
}
