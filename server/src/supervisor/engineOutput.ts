import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** Where in the engine's own sources something went wrong: nothing in it comes from data. */
const CALLER = /^[\w./@-]{1,120}\.go:\d{1,6}$/

/**
 * Reads what the engine writes, so that none of it reaches a terminal or a disk: under faults its lines hold rooms,
 * handles, tokens and stack traces. What is left is where an error arose.
 */
export function filterEngineOutput(output: Readable, report: (where: string) => void): void {
  createInterface({ input: output, crlfDelay: Number.POSITIVE_INFINITY }).on('line', line => {
    const where = callerOf(line)
    if (where) report(where)
  })
}

export function callerOf(line: string): string | null {
  try {
    const entry: unknown = JSON.parse(line)
    if (typeof entry !== 'object' || entry === null) return null
    const { level, caller } = entry as { level?: unknown; caller?: unknown }
    const isError = level === 'error' || level === 'fatal' || level === 'panic'
    return isError && typeof caller === 'string' && CALLER.test(caller) ? caller : null
  } catch {
    return null
  }
}
