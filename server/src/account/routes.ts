import type { Invitations, SessionAnswer, SessionListings, SessionView } from '@tacet/protocol/identity'
import {
  AcceptInvitation,
  ChangePassword,
  SignIn as Credentials,
  InspectLink,
  Invite,
  ResetPassword,
  Role,
  SetUp,
  UseDemoLink,
} from '@tacet/protocol/identity'
import { LinkId, PersonId, SessionId } from '@tacet/protocol/ids'
import { OwnSettings } from '@tacet/protocol/settings'
import { storable } from '@tacet/protocol/text'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod/mini'
import { countQuery } from '../http/countQuery.ts'
import { type Route, route, type Session } from '../http/route.ts'
import type { SessionCookie } from '../http/sessionCookie.ts'
import type { Organization } from '../organization/Organization.ts'
import { Refusal } from '../refusal.ts'
import type { Accounts } from './Accounts.ts'
import type { Links } from './Links.ts'
import type { People } from './People.ts'
import type { PersonalSettings } from './PersonalSettings.ts'
import { accountPolicy } from './policy.ts'
import type { Sessions } from './Sessions.ts'
import type { SignIn } from './SignIn.ts'

/** Tokens of the caller's bucket for work with passwords and for tries at secrets. */
const DEAR = 8

const PageQuery = z.object({
  after: z.optional(PersonId),
  q: z._default(z.string().check(z.maxLength(80), storable), ''),
  limit: countQuery(200, 50),
})
const pageAsked = ({ after, q, limit }: z.infer<typeof PageQuery>) => ({ after: after ?? null, q, limit })
const OnePerson = z.object({ id: PersonId })

export interface AccountRoutesParts {
  readonly cookie: SessionCookie
  readonly accounts: Accounts
  readonly links: Links
  readonly organization: Organization
  readonly people: People
  readonly sessions: Sessions
  readonly settings: PersonalSettings
  readonly signIn: SignIn
  /** Whether demo links work for this request: on this machine alone, and only where the demo was asked for. */
  readonly demoAllowed: (request: FastifyRequest) => boolean
}

export function accountRoutes(parts: AccountRoutesParts): readonly Route[] {
  return [...sessionRoutes(parts), ...linkRoutes(parts), ...peopleRoutes(parts)]
}

function sessionRoutes({
  cookie,
  organization,
  sessions,
  settings,
  signIn,
}: AccountRoutesParts): readonly Route[] {
  const view = async ({ account }: Session): Promise<SessionView> => ({
    me: account,
    organization: await organization.settings(),
  })
  return [
    route({
      method: 'GET',
      path: '/api/session',
      policy: 'public',
      handle: async ({ request, reply }): Promise<SessionAnswer> => {
        const token = cookie.read(request.headers.cookie)
        const session = await sessions.byToken(token)
        if (session) return { session: await view(session) }
        if (token !== null) reply.header('set-cookie', cookie.write(null))
        return { session: null }
      },
    }),
    route({
      method: 'POST',
      path: '/api/session',
      policy: 'public',
      body: Credentials,
      cost: DEAR,
      handle: async ({ body, reply }) => {
        const { token } = await signIn.withPassword(body)
        return view(await enter(token, { cookie, sessions, reply }))
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/session',
      policy: accountPolicy.own,
      handle: async ({ session, reply }) => {
        await sessions.end(session.hash)
        reply.header('set-cookie', cookie.write(null))
      },
    }),
    route({
      method: 'GET',
      path: '/api/sessions',
      policy: accountPolicy.own,
      handle: async ({ session }): Promise<SessionListings> => ({ sessions: await sessions.list(session) }),
    }),
    route({
      method: 'DELETE',
      path: '/api/sessions/:id',
      policy: accountPolicy.own,
      params: z.object({ id: SessionId }),
      handle: ({ session, params }) => sessions.endListed(session.account.id, params.id),
    }),
    route({
      method: 'POST',
      path: '/api/password',
      policy: accountPolicy.own,
      body: ChangePassword,
      cost: DEAR,
      handle: ({ session, body }) => signIn.changePassword(session, body.current, body.next),
    }),
    route({
      method: 'PATCH',
      path: '/api/settings',
      policy: accountPolicy.own,
      body: z.partial(OwnSettings),
      handle: ({ session, body }) => settings.change(session.account.id, body),
    }),
  ]
}

function linkRoutes(parts: AccountRoutesParts): readonly Route[] {
  const { accounts, cookie, demoAllowed, links, organization, sessions } = parts
  const signedIn = async (token: string, reply: FastifyReply): Promise<SessionView> => {
    const { account } = await enter(token, { cookie, sessions, reply })
    return { me: account, organization: await organization.settings() }
  }
  return [
    route({
      method: 'POST',
      path: '/api/links/inspect',
      policy: 'public',
      body: InspectLink,
      cost: DEAR,
      handle: ({ body }) => links.inspect(body.secret),
    }),
    route({
      method: 'POST',
      path: '/api/setup',
      policy: 'public',
      body: SetUp,
      cost: DEAR,
      handle: async ({ body, reply }) => signedIn(await accounts.setUp(body), reply),
    }),
    route({
      method: 'POST',
      path: '/api/invitations/accept',
      policy: 'public',
      body: AcceptInvitation,
      cost: DEAR,
      handle: async ({ body, reply }) => signedIn(await accounts.acceptInvitation(body), reply),
    }),
    route({
      method: 'POST',
      path: '/api/password/reset',
      policy: 'public',
      body: ResetPassword,
      cost: DEAR,
      handle: async ({ body, reply }) =>
        signedIn(await accounts.resetPassword(body.secret, body.password), reply),
    }),
    route({
      method: 'POST',
      path: '/api/demo',
      policy: 'public',
      body: UseDemoLink,
      handle: async ({ body, request, reply }) => {
        if (!demoAllowed(request)) throw new Refusal('link-dead')
        return signedIn(await accounts.useDemoLink(body.secret), reply)
      },
    }),
  ]
}

function peopleRoutes({ links, people }: AccountRoutesParts): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/people',
      policy: accountPolicy.browse,
      query: PageQuery,
      handle: ({ session, query }) => people.directory(session.account, pageAsked(query)),
    }),
    route({
      method: 'GET',
      path: '/api/people/:id',
      policy: accountPolicy.browse,
      params: OnePerson,
      handle: ({ session, params }) => people.card(session.account, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/accounts',
      policy: accountPolicy.list,
      query: PageQuery,
      handle: ({ query }) => people.accounts(pageAsked(query)),
    }),
    route({
      method: 'GET',
      path: '/api/invitations',
      policy: accountPolicy.invite,
      handle: async (): Promise<Invitations> => ({ invitations: await links.invitations() }),
    }),
    route({
      method: 'POST',
      path: '/api/invitations',
      policy: accountPolicy.invite,
      body: Invite,
      handle: ({ session, body }) =>
        links.makeExpiring({ kind: 'invitation', ...body, by: session.account.id }),
    }),
    route({
      method: 'DELETE',
      path: '/api/invitations/:id',
      policy: accountPolicy.invite,
      params: z.object({ id: LinkId }),
      handle: ({ params }) => links.revokeInvitation(params.id),
    }),
    route({
      method: 'PATCH',
      path: '/api/people/:id',
      policy: accountPolicy.manage,
      params: OnePerson,
      body: z.object({ role: Role }),
      handle: ({ params, body }) => people.changeRole(params.id, body.role),
    }),
    route({
      method: 'POST',
      path: '/api/people/:id/reset-link',
      policy: accountPolicy.reset,
      params: OnePerson,
      handle: ({ params, session }) => people.makeResetLink(params.id, session.account.id),
    }),
    route({
      method: 'POST',
      path: '/api/people/:id/deactivate',
      policy: accountPolicy.manage,
      params: OnePerson,
      handle: ({ params }) => people.deactivate(params.id),
    }),
    route({
      method: 'POST',
      path: '/api/people/:id/reactivate',
      policy: accountPolicy.manage,
      params: OnePerson,
      handle: ({ params }) => people.reactivate(params.id),
    }),
  ]
}

/** Gives the browser the cookie of the session that has just begun. */
async function enter(
  token: string,
  { cookie, sessions, reply }: { cookie: SessionCookie; sessions: Sessions; reply: FastifyReply },
): Promise<Session> {
  const session = await sessions.byToken(token)
  if (!session) throw new Refusal('unauthorized')
  reply.header('set-cookie', cookie.write(token))
  return session
}
