import { z } from 'zod/mini'

/**
 * Every way in which the server says no. The interface turns them into words; the wire carries no prose.
 *
 * - `unauthorized`: no valid session · `forbidden`: a session, but not allowed
 * - `not-found`: it does not exist, or this person may not know that it does
 * - `invalid`: the input is malformed; `field` names the part where one is to blame
 * - `wrong-credentials`: e-mail and password do not match (said alike for unknown people)
 * - `link-dead`: the link was used, revoked, or is past its date
 * - `email-taken`, `last-admin`, `already-set-up`: what they say
 * - `too-large`, `rate-limited` (with `retryAfter`): limits
 * - `outdated`: the page speaks another protocol version and must reload
 * - `cool-down`, `in-call`: a call that can't start now
 * - `engine-not-ready`: conferences wait for the conference engine
 * - `conference-over`: too late
 * - `unavailable`: a part of the server (database, engine) does not answer; nothing was lost, try again
 */
export const ErrorCode = z.enum([
  'unauthorized',
  'forbidden',
  'not-found',
  'invalid',
  'wrong-credentials',
  'link-dead',
  'email-taken',
  'last-admin',
  'already-set-up',
  'too-large',
  'rate-limited',
  'outdated',
  'cool-down',
  'in-call',
  'call-over',
  'engine-not-ready',
  'conference-over',
  'unavailable',
])
export type ErrorCode = z.infer<typeof ErrorCode>

export const Failure = z.object({
  error: ErrorCode,
  /**
   * Path of the input at fault, such as `admin.email`. Only with `invalid`, `email-taken` and `too-large`; `device` with
   * `forbidden` where the device is not in the person's list.
   */
  field: z.optional(z.string()),
  /** Milliseconds until a new attempt makes sense. Only with `rate-limited` and `cool-down`. */
  retryAfter: z.optional(z.int()),
})
export type Failure = z.infer<typeof Failure>
