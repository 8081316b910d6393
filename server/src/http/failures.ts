import type { ErrorCode, Failure } from '@tacet/protocol/errors'
import { describeError, type Log } from '../log.ts'
import { Refusal } from '../refusal.ts'
import { isOutage } from '../storage/errors.ts'

const STATUS: Readonly<Record<ErrorCode, number>> = {
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  invalid: 400,
  'wrong-credentials': 403,
  'link-dead': 410,
  'email-taken': 409,
  'last-admin': 409,
  'already-set-up': 409,
  'too-large': 413,
  'rate-limited': 429,
  outdated: 409,
  'cool-down': 429,
  'in-call': 409,
  'call-over': 410,
  'engine-not-ready': 503,
  'conference-over': 410,
  unavailable: 503,
}

export const statusOf = (failure: Failure): number => STATUS[failure.error]

/** What fastify itself says no to, before a handler runs. */
const FRAMEWORK: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'invalid',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid',
  FST_ERR_BAD_URL: 'not-found',
  FST_ERR_MAX_PARAM_LENGTH_EXCEEDED: 'not-found',
}

/**
 * The one place where an error becomes an answer, for both doors. Refusals pass; an outage of database or live state is
 * `unavailable`; anything else is our own mistake: logged without its words, answered as `unavailable`.
 */
export function failureOf(error: unknown, log: Log): Failure {
  if (error instanceof Refusal) return error.failure
  const code = (error as { code?: unknown } | null)?.code
  const known = typeof code === 'string' ? FRAMEWORK[code] : undefined
  if (known) return { error: known }
  if (error instanceof SyntaxError && (error as { statusCode?: unknown }).statusCode === 400) {
    return { error: 'invalid' }
  }
  if (isOutage(error)) log.error('storage does not answer', describeError(error))
  else log.error('unforeseen error', describeError(error))
  return { error: 'unavailable' }
}
