function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

/** Somebody else was faster with a value that may exist once. */
export function isUniqueViolation(error: unknown): boolean {
  const code = codeOf(error)
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}

/** PostgreSQL's classes: connection, resources, operator intervention, system; then what Node says of the line. */
const POSTGRES_OUTAGE = /^(?:08|53|57|58)/
const LINE_OUTAGE = /^(?:ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/
const SQLITE_OUTAGE = /^SQLITE_(?:BUSY|FULL|IOERR|READONLY|CANTOPEN|NOMEM)/

/** The database or the live state does not answer or cannot write. What was asked for has not happened, and may be asked again. */
export function isOutage(error: unknown): boolean {
  const code = codeOf(error)
  if (POSTGRES_OUTAGE.test(code) || LINE_OUTAGE.test(code) || SQLITE_OUTAGE.test(code)) return true
  // The drivers report a lost line and an exhausted pool by words alone.
  return (
    error instanceof Error &&
    /^(?:Connection (?:terminated|is closed)|timeout exceeded|Query read timeout|Reached the max retries)/i.test(
      error.message,
    )
  )
}
