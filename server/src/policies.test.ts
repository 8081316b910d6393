import { PassThrough } from 'node:stream'
import type { Policy } from '@tacet/domain/identity/policy'
import { Reply } from '@tacet/protocol/down'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from './clock.ts'
import { type Composition, compose } from './compose.ts'
import { parseConfig } from './config.ts'
import { sessionCookie } from './http/sessionCookie.ts'
import { memoryLiveStore } from './live/memory.ts'
import { createLog } from './log.ts'
import { systemRandom } from './random.ts'
import { noEngines } from './sfu/noEngines.ts'
import { loneFanout } from './signaling/Fanout.ts'
import { Phones } from './signaling/Phones.ts'
import { Switchboard } from './signaling/Switchboard.ts'
import { switchboardDelivery } from './signaling/SwitchboardDelivery.ts'
import type { Database } from './storage/database.ts'
import { openTestSqlite } from './storage/testDatabases.ts'

/**
 * Every door into the server. A line here is a decision: who adds a route or a message says what guards it, and a
 * guard that changes its name, or goes, shows up in this table.
 */
const DOORS = {
  'DELETE /api/blocks/:person': 'block.own',
  'DELETE /api/conversations/:id/members/:person': 'conversation.leave',
  'DELETE /api/devices/pending/:dev': 'device.own',
  'DELETE /api/invitations/:id': 'account.invite',
  'DELETE /api/session': 'account.own',
  'DELETE /api/sessions/:id': 'account.own',
  'GET /api/accounts': 'account.list',
  'GET /api/calls/:id': 'history.read',
  'GET /api/conversations/:id/timeline': 'conversation.read',
  'GET /api/devices': 'device.own',
  'GET /api/health': 'public',
  'GET /api/invitations': 'account.invite',
  'GET /api/organization': 'organization.read',
  'GET /api/organization/public': 'public',
  'GET /api/people': 'account.browse',
  'GET /api/people/:id': 'account.browse',
  'GET /api/people/:id/devices': 'device.view',
  'GET /api/session': 'public',
  'GET /api/relay': 'account.own',
  'GET /api/sessions': 'account.own',
  'PATCH /api/conversations/:id': 'conversation.rename',
  'PATCH /api/devices/:dev': 'device.own',
  'PATCH /api/organization': 'organization.change',
  'GET /sfu/rtc/v1/validate': 'conference.join',
  'PATCH /api/people/:id': 'account.manage',
  'PATCH /api/settings': 'account.own',
  'POST /api/blocks': 'block.own',
  'POST /api/conversations': 'conversation.start',
  'POST /api/conversations/:id/members': 'conversation.add',
  'POST /api/demo': 'public',
  'POST /api/devices/entries': 'device.own',
  'POST /api/devices/pending': 'device.own',
  'POST /api/devices/reset': 'device.own',
  'POST /api/invitations': 'account.invite',
  'POST /api/invitations/accept': 'public',
  'POST /api/links/inspect': 'public',
  'POST /api/password': 'account.own',
  'POST /api/password/reset': 'public',
  'POST /api/people/:id/deactivate': 'account.manage',
  'POST /api/people/:id/reactivate': 'account.manage',
  'POST /api/people/:id/reset-link': 'account.reset',
  'POST /api/session': 'public',
  'POST /api/setup': 'public',
}

const MESSAGES = {
  'call-connected': 'call.take_part',
  'call-end': 'call.take_part',
  'call-missing': 'call.take_part',
  'call-relay': 'call.take_part',
  'call-resume': 'call.take_part',
  'call-ringing': 'call.take_part',
  'call-signal': 'call.take_part',
  'call-start': 'call.start',
  'conference-answered': 'conference.take_part',
  'conference-connected': 'conference.take_part',
  'conference-end': 'conference.end',
  'conference-gather': 'conference.gather',
  'conference-join': 'conference.join',
  'conference-leave': 'conference.take_part',
  'conference-resume': 'conference.take_part',
  'conference-ring': 'conference.ring',
  'conference-start': 'conference.start',
  'conversation-read': 'conversation.read',
  'message-send': 'conversation.write',
  'presence-idle': 'presence.own',
  'presence-status': 'presence.own',
}

describe('[SEC-16] every door names its policy', () => {
  let database: Database
  let composition: Composition

  beforeAll(async () => {
    database = await openTestSqlite()
    const live = memoryLiveStore()
    const phones = new Phones(live, systemClock)
    composition = compose({
      config: parseConfig({}),
      clock: systemClock,
      random: systemRandom,
      log: createLog(new PassThrough(), { strict: true }),
      database,
      live,
      delivery: switchboardDelivery(new Switchboard(), loneFanout, phones),
      phones,
      cookie: sessionCookie(false),
      engines: noEngines,
    })
  })
  afterAll(() => database.close())

  it('routes', () => {
    const routes = composition.features.flatMap(feature => feature.routes ?? [])
    const doors = routes.map(({ method, path, policy }) => [`${method} ${path}`, nameOf(policy)])
    expect(Object.fromEntries(doors)).toEqual(DOORS)
    expect(doors).toHaveLength(Object.keys(DOORS).length)
  })

  it('messages of sockets', () => {
    const handlers = composition.features.flatMap(feature => Object.entries(feature.handlers ?? {}))
    const messages = handlers.map(([message, { policy }]) => [message, nameOf(policy)])
    expect(Object.fromEntries(messages)).toEqual(MESSAGES)
    expect(Object.keys(Reply).sort()).toEqual(Object.keys(MESSAGES))
  })
})

const nameOf = (policy: 'public' | Policy) => (policy === 'public' ? policy : policy.name)
