import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { mayEver } from '@tacet/domain/identity/policy'
import type { Failure } from '@tacet/protocol/errors'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { z } from 'zod/mini'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { Refusal } from '../refusal.ts'
import type { Assets } from './assets.ts'
import { failureOf, statusOf } from './failures.ts'
import { securityHeaders } from './headers.ts'
import type { OriginCheck } from './originCheck.ts'
import { servePages } from './pages.ts'
import type { Certificate } from './readCertificate.ts'
import type { Route, Session } from './route.ts'
import { type Rate, TokenBuckets } from './TokenBuckets.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Name of the policy that guards the route; a route without one doesn't mount. */
    policy?: string
  }
  interface FastifyRequest {
    session: Session | null
  }
}

const BODY_MAX_BYTES = 64 * 1_024
const REQUEST_MAX_MS = 30_000
/** Of one address, over all routes: an office behind one address must fit through, a flood must not. */
const ADDRESS_RATE: Rate = { burst: 400, perSecond: 40 }

export interface HttpDoorParts {
  readonly tls: Certificate | null
  readonly https: boolean
  readonly origins: OriginCheck
  readonly assets: Assets
  readonly clock: Clock
  readonly log: Log
  /** Key of the caller's rate limit. */
  readonly addressKey: (request: IncomingMessage) => string
  /** The session behind a request's `Cookie` header, or null. */
  readonly sessionOf: (cookies: string | undefined) => Promise<Session | null>
}

/** The HTTP side of the server: every request is limited, authenticated, authorized and decoded before a handler runs. */
export async function openHttpDoor(parts: HttpDoorParts, routes: readonly Route[]): Promise<FastifyInstance> {
  const app = makeApp(parts)
  app.decorateRequest('session', null)
  app.removeContentTypeParser('text/plain')
  app.addHook('onRoute', options => {
    if (options.config?.policy === undefined) throw new Error(`route ${options.url} names no policy`)
  })

  const headers = securityHeaders(parts.https)
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers)
  })
  app.addHook('onResponse', async (request, reply) => {
    parts.log.info('request', {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      duration: Math.round(reply.elapsedTime),
    })
  })
  app.setErrorHandler((error, _request, reply) => refuse(reply, failureOf(error, parts.log)))
  app.setNotFoundHandler((_request, reply) => refuse(reply, { error: 'not-found' }))

  const guard = guardFor(parts)
  for (const route of routes) mount(app, route, guard)
  servePages(app, parts.assets)
  await app.ready()
  return app
}

function makeApp({ tls }: HttpDoorParts): FastifyInstance {
  return Fastify({
    logger: false,
    bodyLimit: BODY_MAX_BYTES,
    requestTimeout: REQUEST_MAX_MS,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 64, ignoreTrailingSlash: false },
    serverFactory: handler =>
      // Everything that is asked of either server is in both; fastify's type knows only one.
      tls ? (createTlsServer(tls, handler) as unknown as Server) : createServer(handler),
  })
}

type Guard = (route: Route, request: FastifyRequest) => Promise<void>

/** What every request to a route of ours passes before its body is even read. */
function guardFor({ origins, clock, addressKey, sessionOf }: HttpDoorParts): Guard {
  const buckets = new TokenBuckets(ADDRESS_RATE, clock)
  return async (route, request) => {
    if (route.method !== 'GET' && !origins.allows(request.headers.origin)) throw new Refusal('forbidden')
    const wait = buckets.take(addressKey(request.raw), route.cost ?? 1)
    if (wait > 0) throw new Refusal('rate-limited', { retryAfter: wait })
    if (route.policy === 'public') return
    request.session = await sessionOf(request.headers.cookie)
    if (!request.session) throw new Refusal('unauthorized')
    if (!mayEver(request.session.account.role, route.policy)) throw new Refusal('forbidden')
  }
}

function mount(app: FastifyInstance, route: Route, guard: Guard): void {
  app.route({
    method: route.method,
    url: route.path,
    config: { policy: route.policy === 'public' ? 'public' : route.policy.name },
    onRequest: request => guard(route, request),
    handler: async (request, reply) => {
      const answer = await route.handle({
        params: decode(route.params, request.params),
        query: decode(route.query, request.query),
        body: decode(route.body, request.body),
        session: request.session,
        request,
        reply,
      })
      if (reply.sent) return reply
      reply.header('cache-control', 'no-store')
      return answer === undefined ? reply.code(204).send() : reply.send(answer)
    },
  })
}

function decode(schema: z.ZodMiniType | undefined, raw: unknown): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  const field = parsed.error.issues[0]?.path.map(String).join('.')
  throw new Refusal('invalid', field ? { field } : {})
}

function refuse(reply: FastifyReply, failure: Failure): FastifyReply {
  if (failure.retryAfter !== undefined) reply.header('retry-after', Math.ceil(failure.retryAfter / 1_000))
  return reply.code(statusOf(failure)).header('cache-control', 'no-store').send(failure)
}
