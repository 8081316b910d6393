import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, type DatabaseOptions, openPostgres, openSqlite } from './database.ts'
import type { DatabaseKind } from './migrations.ts'

/** A fresh, empty, migrated database for one suite of tests; closing it removes every trace of it. */
export interface TestDatabase {
  readonly name: 'SQLite' | 'PostgreSQL'
  readonly kind: DatabaseKind
  open(options?: DatabaseOptions): Promise<Database>
}

/** Both databases: what is true of one store must be true on both, so suites run `describe.each(testDatabases)`. */
export const testDatabases: readonly TestDatabase[] = [
  { name: 'SQLite', kind: 'sqlite', open: openTestSqlite },
  { name: 'PostgreSQL', kind: 'postgres', open: openTestPostgres },
]

export async function openTestSqlite(options?: DatabaseOptions): Promise<Database & { folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-test-'))
  const database = await openSqlite(folder, options)
  return {
    ...database,
    folder,
    async close() {
      await database.close()
      rmSync(folder, { recursive: true })
    },
  }
}

async function openTestPostgres(options?: DatabaseOptions): Promise<Database> {
  const { url, drop } = await makeTestSchema()
  const database = await openPostgres(url, options)
  return {
    ...database,
    async close() {
      await database.close()
      await drop()
    },
  }
}

/** A schema of its own in the test server's database: suites run side by side and never see each other. */
export async function makeTestSchema(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = process.env['TACET_TEST_DATABASE_URL']
  if (!server) {
    throw new Error(
      'TACET_TEST_DATABASE_URL is not set: run the tests by `npm test`, which starts PostgreSQL, or name a server of your own.',
    )
  }
  const schema = `test_${randomBytes(8).toString('hex')}`
  await run(server, `create schema ${schema}`)
  const url = new URL(server)
  url.searchParams.set('options', `-c search_path=${schema}`)
  return { url: url.href, drop: () => run(server, `drop schema ${schema} cascade`) }
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
