import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { type DatabaseKind, migrationsFor } from './migrations.ts'
import type { Tables } from './schema.ts'

export type Db = Kysely<Tables>

/** The open database. Stores get `db`; only the composition root closes it. */
export interface Database {
  readonly kind: DatabaseKind
  readonly db: Db
  /** Makes deleted call rows unreadable in the files too: SQLite's journal is emptied, PostgreSQL's table vacuumed. */
  forgetDeleted(): Promise<void>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** Hears the text of every statement, for counting; never its values. */
  readonly onStatement?: (statement: string) => void
  /** Hears of connections that broke while no statement ran on them. */
  readonly onBrokenConnection?: (error: Error) => void
}

const SQLITE_FILE = 'tacet.sqlite'
const POSTGRES_CONNECT_MS = 5_000
const POSTGRES_STATEMENT_MS = 15_000
const INT8 = 20

/** Opens (and makes) `tacet.sqlite` in `folder` and brings it up to date. */
export async function openSqlite(folder: string, options: DatabaseOptions = {}): Promise<Database> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = new Sqlite(join(folder, SQLITE_FILE))
  try {
    file.pragma('journal_mode = WAL')
    file.pragma('synchronous = FULL')
    file.pragma('secure_delete = ON')
    file.pragma('foreign_keys = ON')
    file.pragma('busy_timeout = 5000')
    file.pragma('temp_store = MEMORY')
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: file }), ...logging(options) })
    await migrate(db, 'sqlite')
    return {
      kind: 'sqlite',
      db,
      forgetDeleted: async () => {
        file.pragma('wal_checkpoint(TRUNCATE)')
      },
      close: () => db.destroy(),
    }
  } catch (error) {
    file.close()
    throw error
  }
}

/** Connects to PostgreSQL and brings the connection's first schema up to date. */
export async function openPostgres(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: POSTGRES_CONNECT_MS,
    query_timeout: POSTGRES_STATEMENT_MS,
    // Our integers are milliseconds and counts: all of them are exact as numbers.
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
    } as pg.CustomTypesConfig,
  })
  const broken = (error: Error) => options.onBrokenConnection?.(error)
  // A connection that breaks between two statements of a transaction would end the process if nobody listened to it;
  // of idle ones the pool tells a second time.
  pool.on('connect', client => client.on('error', broken))
  pool.on('error', () => undefined)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), ...logging(options) })
  try {
    await migrate(db, 'postgres')
  } catch (error) {
    await db.destroy()
    throw error
  }
  return {
    kind: 'postgres',
    db,
    forgetDeleted: async () => {
      await sql`vacuum ${sql.table('call')}`.execute(db)
    },
    close: () => db.destroy(),
  }
}

function logging({ onStatement }: DatabaseOptions) {
  return onStatement ? { log: (event: { query: { sql: string } }) => onStatement(event.query.sql) } : {}
}

async function migrate(db: Db, kind: DatabaseKind): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrationsFor(kind) },
    ...(kind === 'postgres' ? { migrationTableSchema: await currentSchema(db) } : {}),
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

async function currentSchema(db: Db): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db)
  return rows[0]?.name ?? 'public'
}
