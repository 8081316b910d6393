import type { Writable } from 'node:stream'
import { pino } from 'pino'

/**
 * Everything that may ever stand in our log. Adding a field here is a decision about privacy: no names, addresses,
 * user agents, identifiers of people, conversations or calls, no URLs, no bodies, no messages of foreign errors.
 */
const ALLOWED = {
  /** HTTP method. */
  method: true,
  /** Pattern of the route such as `/api/people/:id`, never the path that was asked for. */
  route: true,
  /** Type of a socket message. */
  message: true,
  status: true,
  /** Milliseconds. */
  duration: true,
  /** Name of an error's class, and its `code` where it is one of the system's or the database's. */
  error: true,
  code: true,
  /** File and line inside this product where an unforeseen error came up. */
  where: true,
  /** A part of the server: `storage`, `engine` … */
  part: true,
  count: true,
  version: true,
} as const

export type LogFields = { readonly [K in keyof typeof ALLOWED]?: string | number }

export interface Log {
  /** `event` is a fixed phrase, never built from data. */
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

/** A field that nobody allowed: thrown in tests; in production the field is left out instead. */
export class ForbiddenLogField extends Error {
  constructor(field: string) {
    super(`"${field}" is not on the log's list of allowed fields`)
    this.name = 'ForbiddenLogField'
  }
}

/** Writes one JSON line for each event of this level and above to `to`. With `strict` a field off the list throws. */
export function createLog(
  to: Writable,
  { strict, level = 'info' }: { strict: boolean; level?: 'info' | 'warn' },
): Log {
  const sink = pino({ base: null, level }, to)
  const checked = (fields: LogFields): LogFields => {
    const kept = Object.entries(fields).filter(([field]) => {
      if (Object.hasOwn(ALLOWED, field)) return true
      if (strict) throw new ForbiddenLogField(field)
      return false
    })
    return Object.fromEntries(kept)
  }
  return {
    info: (event, fields = {}) => sink.info(checked(fields), event),
    warn: (event, fields = {}) => sink.warn(checked(fields), event),
    error: (event, fields = {}) => sink.error(checked(fields), event),
  }
}

/** What may be said of an error that nobody expected: its class, its code, and where in our own sources it arose. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = (error as { code?: unknown }).code
  const where = error.stack?.match(/(?:server|domain|protocol)\/src\/[\w./-]+:\d+/)?.[0]
  return {
    error: error.name,
    ...(typeof code === 'string' && /^\w{1,40}$/.test(code) ? { code } : {}),
    ...(where ? { where } : {}),
  }
}
