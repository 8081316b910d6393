import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allowedColumns } from './allowedColumns.ts'
import type { Database } from './database.ts'
import { testDatabases } from './testDatabases.ts'

interface Column {
  readonly table: string
  readonly name: string
  readonly type: string
}

/** Asks the database itself, not the query builder: views and generated columns are seen too. */
async function columnsOf({ db, kind }: Database): Promise<readonly Column[]> {
  const { rows } =
    kind === 'sqlite'
      ? await sql<Column>`select m.name as "table", c.name, lower(c.type) as type
          from sqlite_schema m join pragma_table_xinfo(m.name) c
          where m.type in ('table', 'view') and m.name not like 'sqlite_%'`.execute(db)
      : await sql<Column>`select table_name as "table", column_name as name, data_type as type
          from information_schema.columns where table_schema = current_schema()`.execute(db)
  return rows
}

describe.each(testDatabases)('the schema on $name', ({ open }) => {
  let database: Database
  let columns: readonly Column[]

  beforeAll(async () => {
    database = await open()
    columns = await columnsOf(database)
  })
  afterAll(() => database.close())

  it('[P-7] holds the columns of the allow-list and no others', () => {
    const present = columns.map(({ table, name }) => `${table}.${name}`).sort()
    const allowed = Object.entries(allowedColumns).flatMap(([table, list]) =>
      Object.keys(list).map(name => `${table}.${name}`),
    )
    expect(present).toEqual(allowed.sort())
  })

  it('[P-7] has no column that could take anything at all', () => {
    const free = columns.filter(
      ({ type }) => !['text', 'bigint', 'integer', 'varchar(255)', 'character varying'].includes(type),
    )
    expect(free).toEqual([])
  })

  it('[P-10] keeps eight fields of a call, each of a closed kind', async () => {
    const call = columns.filter(({ table }) => table === 'call')
    expect(call).toHaveLength(8)
    const { db } = database
    const row = (id: string, change: Record<string, unknown>) =>
      sql`insert into call (id, conversation_id, kind, status, started_by, started_at, ended_at, ended_by) values
        (${id}, 'c', ${change['kind'] ?? 'audio'}, ${change['status'] ?? 'connecting'}, 'p', ${change['at'] ?? 5},
         ${change['ended_at'] ?? null}, null)`.execute(db)
    await sql`insert into person (id, name, name_key, email, role, active, created_at) values ('p', 'A', 'a', 'a@b', 'member', 1, 1)`.execute(
      db,
    )
    await sql`insert into conversation (id, kind, last_at, created_at) values ('c', 'direct', 1, 1)`.execute(
      db,
    )
    await row('1', {})
    await expect(row('2', { at: 6, kind: 'with Anna, Ben and Carla' })).rejects.toThrow()
    await expect(row('3', { at: 7, status: 'declined by Ben' })).rejects.toThrow()
    await expect(row('4', { at: 8, status: 'not_connected', ended_at: 9 })).rejects.toThrow()
  })

  it('has nothing to do when it is opened again', async () => {
    expect(await columnsOf(database)).toEqual(columns)
  })
})
