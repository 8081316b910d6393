import type { LinkKind } from '@tacet/protocol/identity'
import type { LinkId, Millis, PersonId } from '@tacet/protocol/ids'
import type { Selectable } from 'kysely'
import type { Db } from '../storage/database.ts'
import type { LinkTable } from '../storage/schema.ts'

export type LinkRow = Selectable<LinkTable>

export function linkStore(db: Db) {
  return {
    async insert(link: LinkRow): Promise<void> {
      await db.insertInto('link').values(link).execute()
    },

    bySecret: (hash: string) =>
      db.selectFrom('link').selectAll().where('secret_hash', '=', hash).executeTakeFirst(),

    /** Takes the link out of the world; of several who try at once one gets it. */
    use: (hash: string, kind: LinkKind) =>
      db
        .deleteFrom('link')
        .where('secret_hash', '=', hash)
        .where('kind', '=', kind)
        .returningAll()
        .executeTakeFirst(),

    invitations: (now: Millis) =>
      db
        .selectFrom('link')
        .selectAll()
        .where('kind', '=', 'invitation')
        .where('expires_at', '>', now)
        .orderBy('created_at', 'desc')
        .execute(),

    async deleteInvitation(id: LinkId): Promise<boolean> {
      const gone = await db
        .deleteFrom('link')
        .where('id', '=', id)
        .where('kind', '=', 'invitation')
        .returning('id')
        .executeTakeFirst()
      return gone !== undefined
    },

    async deleteKind(kind: LinkKind): Promise<void> {
      await db.deleteFrom('link').where('kind', '=', kind).execute()
    },

    async deleteOf(person: PersonId): Promise<void> {
      await db.deleteFrom('link').where('person_id', '=', person).execute()
    },

    async deleteExpired(now: Millis): Promise<void> {
      await db.deleteFrom('link').where('expires_at', '<=', now).execute()
    },
  }
}
