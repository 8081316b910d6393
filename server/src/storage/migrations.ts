import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export type DatabaseKind = 'sqlite' | 'postgres'

/**
 * Every change of the schema since the first version, oldest first. A migration that was released is never edited.
 * They are a record in the code, so that the server reads nothing from the disk but its database.
 */
export function migrationsFor(kind: DatabaseKind): Readonly<Record<string, Migration>> {
  return {
    '0001-people-conversations-calls': { up: db => peopleConversationsCalls(db, kind) },
    '0002-devices': { up: db => devices(db, kind) },
    '0003-hide-address': { up: hideAddress },
    '0004-call-blocks': { up: db => callBlocks(db, kind) },
    '0005-call-waiting': { up: callWaiting },
    '0006-moments-of-calls': { up: db => momentsOfCalls(db, kind) },
  }
}

/** Compared byte by byte everywhere, whatever the locale of the database. */
const bytesOn = (kind: DatabaseKind) => (kind === 'postgres' ? sql`text collate "C"` : sql`text`)

async function peopleConversationsCalls(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  const bytes = bytesOn(kind)
  const time = 'bigint'

  await db.schema
    .createTable('organization')
    .addColumn('id', 'integer', c => c.primaryKey().check(sql`id = 1`))
    .addColumn('name', 'text', c => c.notNull())
    .addColumn('call_retention_days', 'integer')
    .addColumn('hide_addresses', 'integer', c => c.notNull())
    .addColumn('guest_links', 'integer', c => c.notNull())
    .addColumn('created_at', time, c => c.notNull())
    .execute()

  await db.schema
    .createTable('person')
    .addColumn('id', bytes, c => c.primaryKey().notNull())
    .addColumn('name', 'text', c => c.notNull())
    .addColumn('name_key', bytes, c => c.notNull())
    .addColumn('email', bytes, c => c.notNull().unique())
    .addColumn('password_hash', 'text')
    .addColumn('role', 'text', c =>
      c.notNull().check(sql`role in ('admin', 'member', 'restricted', 'external')`),
    )
    .addColumn('active', 'integer', c => c.notNull())
    .addColumn('created_at', time, c => c.notNull())
    .execute()
  await db.schema.createIndex('person_by_name').on('person').columns(['name_key', 'id']).execute()

  await db.schema
    .createTable('session')
    .addColumn('token_hash', bytes, c => c.primaryKey().notNull())
    .addColumn('person_id', bytes, c => c.notNull().references('person.id').onDelete('cascade'))
    .addColumn('created_at', time, c => c.notNull())
    .addColumn('expires_at', time, c => c.notNull())
    .addColumn('label', 'text', c => c.notNull())
    .execute()
  await db.schema.createIndex('session_by_person').on('session').columns(['person_id']).execute()
  await db.schema.createIndex('session_by_expiry').on('session').columns(['expires_at']).execute()

  await db.schema
    .createTable('link')
    .addColumn('id', bytes, c => c.primaryKey().notNull())
    .addColumn('kind', 'text', c => c.notNull().check(sql`kind in ('setup', 'invitation', 'reset', 'demo')`))
    .addColumn('secret_hash', bytes, c => c.notNull().unique())
    .addColumn('person_id', bytes, c => c.references('person.id').onDelete('cascade'))
    .addColumn('email', bytes)
    .addColumn('role', 'text')
    .addColumn('created_by', bytes, c => c.references('person.id').onDelete('cascade'))
    .addColumn('created_at', time, c => c.notNull())
    .addColumn('expires_at', time)
    .execute()

  await conversations(db, bytes, time)
  await calls(db, bytes, time)
}

type Text = ReturnType<typeof sql>

async function conversations(db: Kysely<unknown>, bytes: Text, time: 'bigint'): Promise<void> {
  await db.schema
    .createTable('conversation')
    .addColumn('id', bytes, c => c.primaryKey().notNull())
    .addColumn('kind', 'text', c => c.notNull().check(sql`kind in ('direct', 'group')`))
    .addColumn('name', 'text')
    .addColumn('direct_key', bytes, c => c.unique())
    .addColumn('last_at', time, c => c.notNull())
    .addColumn('created_at', time, c => c.notNull())
    .execute()

  await db.schema
    .createTable('membership')
    .addColumn('conversation_id', bytes, c => c.notNull().references('conversation.id').onDelete('cascade'))
    .addColumn('person_id', bytes, c => c.notNull().references('person.id').onDelete('cascade'))
    .addColumn('moderator', 'integer', c => c.notNull())
    .addColumn('joined_at', time, c => c.notNull())
    .addColumn('read_at', time, c => c.notNull())
    .addPrimaryKeyConstraint('membership_key', ['conversation_id', 'person_id'])
    .execute()
  await db.schema
    .createIndex('membership_by_person')
    .on('membership')
    .columns(['person_id', 'conversation_id'])
    .execute()

  await db.schema
    .createTable('message')
    .addColumn('id', bytes, c => c.primaryKey().notNull())
    .addColumn('conversation_id', bytes, c => c.notNull().references('conversation.id').onDelete('cascade'))
    .addColumn('author_id', bytes, c => c.notNull().references('person.id'))
    .addColumn('client_id', bytes, c => c.notNull())
    .addColumn('text', 'text', c => c.notNull())
    .addColumn('at', time, c => c.notNull())
    .addUniqueConstraint('message_in_order', ['conversation_id', 'at'])
    .addUniqueConstraint('message_sent_once', ['author_id', 'client_id'])
    .execute()
}

async function calls(db: Kysely<unknown>, bytes: Text, time: 'bigint'): Promise<void> {
  await db.schema
    .createTable('call')
    .addColumn('id', bytes, c => c.primaryKey().notNull())
    .addColumn('conversation_id', bytes, c => c.notNull().references('conversation.id').onDelete('cascade'))
    .addColumn('kind', 'text', c => c.notNull().check(sql`kind in ('audio', 'video', 'screen')`))
    .addColumn('status', 'text', c =>
      c.notNull().check(sql`status in ('connecting', 'connected', 'not_connected')`),
    )
    .addColumn('started_by', bytes, c => c.notNull().references('person.id'))
    .addColumn('started_at', time, c => c.notNull())
    .addColumn('ended_at', time)
    .addColumn('ended_by', bytes, c => c.references('person.id'))
    .addUniqueConstraint('call_in_order', ['conversation_id', 'started_at'])
    // Whatever kept a call from connecting, the row looks the same.
    .addCheckConstraint(
      'call_end_only_if_connected',
      sql`status = 'connected' or (ended_at is null and ended_by is null)`,
    )
    .execute()
  await db.schema.createIndex('call_by_age').on('call').columns(['started_at']).execute()
  await db.schema
    .createIndex('call_without_end')
    .on('call')
    .columns(['started_at'])
    .where(sql<boolean>`ended_at is null and status <> 'not_connected'`)
    .execute()
}

async function devices(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  const bytes = bytesOn(kind)
  await db.schema
    .createTable('device_entry')
    .addColumn('person_id', bytes, c => c.notNull().references('person.id').onDelete('cascade'))
    .addColumn('seq', 'integer', c => c.notNull())
    .addColumn('m', bytes, c => c.notNull())
    .addColumn('sig', bytes, c => c.notNull())
    .addColumn('added_at', 'bigint', c => c.notNull())
    .addPrimaryKeyConstraint('device_entry_key', ['person_id', 'seq'])
    .execute()

  await db.schema
    .createTable('device_label')
    .addColumn('person_id', bytes, c => c.notNull().references('person.id').onDelete('cascade'))
    .addColumn('dev', bytes, c => c.notNull())
    .addColumn('label', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('device_label_key', ['person_id', 'dev'])
    .execute()
}

async function hideAddress(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('person')
    .addColumn('hide_address', 'integer', c => c.notNull().defaultTo(0))
    .execute()
}

async function callBlocks(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  const bytes = bytesOn(kind)
  await db.schema
    .createTable('call_block')
    .addColumn('person_id', bytes, c => c.notNull().references('person.id').onDelete('cascade'))
    .addColumn('blocked_id', bytes, c => c.notNull().references('person.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('call_block_key', ['person_id', 'blocked_id'])
    .execute()
}

async function callWaiting(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('organization')
    .addColumn('call_waiting', 'integer', c => c.notNull().defaultTo(1))
    .execute()
}

/** SQLite has no update within an insert: a new call takes its conversation on to its own moment. */
async function momentsOfCalls(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  if (kind !== 'sqlite') return
  await sql`create trigger call_takes_its_moment after insert on call begin
    update conversation set last_at = new.started_at where id = new.conversation_id and last_at < new.started_at;
  end`.execute(db)
}
