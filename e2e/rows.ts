import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export type Row = Record<string, unknown>

/** What the stack keeps on disk, read beside the running server as anybody with the disk could. */
export class StoredRows {
  readonly #file: string

  constructor(dataFolder: string) {
    this.#file = join(dataFolder, 'tacet.sqlite')
  }

  query(sql: string, ...values: (string | number)[]): Row[] {
    const database = new DatabaseSync(this.#file, { readOnly: true })
    try {
      // node:sqlite gives objects without a prototype, which no deep comparison likes.
      return database
        .prepare(sql)
        .all(...values)
        .map(row => ({ ...row }))
    } finally {
      database.close()
    }
  }

  /** All rows of calls, oldest first. */
  calls(): Row[] {
    return this.query('select * from call order by started_at')
  }

  /** Every table with its columns and their declared types. */
  columns(): { table: string; column: string; type: string }[] {
    return this.query(
      `select m.name as "table", c.name as "column", lower(c.type) as "type"
       from sqlite_schema m join pragma_table_info(m.name) c
       where m.type = 'table' and m.name not like 'sqlite_%' order by m.name, c.cid`,
    ).map(row => ({ table: String(row['table']), column: String(row['column']), type: String(row['type']) }))
  }
}
