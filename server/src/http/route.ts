import type { Policy } from '@tacet/domain/identity/policy'
import type { Account } from '@tacet/protocol/identity'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod/mini'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** The session behind a request. */
export interface Session {
  /** SHA-256 of the cookie's token, base64url: what the database knows of it. */
  readonly hash: string
  readonly account: Account
}

/** What a handler gets: everything decoded, the session checked. */
export interface Asked<P, Q, B, S> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly session: S
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

interface Shape<P, Q, B> {
  readonly method: Method
  /** Fastify's pattern, such as `/api/people/:id`. */
  readonly path: string
  readonly params?: z.ZodMiniType<P>
  readonly query?: z.ZodMiniType<Q>
  readonly body?: z.ZodMiniType<B>
  /** Counts double and more where the work is dear: tokens taken from the caller's bucket. Default 1. */
  readonly cost?: number
}

/** A route with its types forgotten, as the door mounts it. */
export interface Route extends Shape<unknown, unknown, unknown> {
  /** `public`: without a session. Else the door asks for a session whose role this policy can ever allow. */
  readonly policy: 'public' | Policy
  readonly handle: (asked: Asked<unknown, unknown, unknown, Session | null>) => Promise<unknown>
}

/**
 * One route; no route compiles without a policy. The handler answers the JSON to send (undefined: 204) or throws
 * a Refusal; with `reply.hijack()` it answers by itself.
 */
export function route<P = unknown, Q = unknown, B = unknown>(
  definition: Shape<P, Q, B> &
    (
      | {
          readonly policy: 'public'
          readonly handle: (asked: Asked<P, Q, B, Session | null>) => Promise<unknown>
        }
      | { readonly policy: Policy; readonly handle: (asked: Asked<P, Q, B, Session>) => Promise<unknown> }
    ),
): Route {
  // The door gives each handler exactly what its own schemas made.
  return definition as unknown as Route
}
