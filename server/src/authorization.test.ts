import { may, type Policy } from '@tacet/domain/identity/policy'
import type { Role } from '@tacet/protocol/identity'
import { CallId, type ConversationId } from '@tacet/protocol/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountPolicy } from './account/policy.ts'
import { conversationPolicy } from './conversation/policy.ts'
import { devicePolicy } from './device/policy.ts'
import { historyPolicy } from './history/policy.ts'
import { organizationPolicy } from './organization/policy.ts'
import { drawId, systemRandom } from './random.ts'
import { listDevice } from './testing/listDevice.ts'
import { type Colleague, direct, group, join, setUpOffice } from './testing/office.ts'
import { TestServer } from './testing/TestServer.ts'
import { drawClientId } from './testing/Visitor.ts'

const ROLES: readonly Role[] = ['admin', 'member', 'restricted', 'external']
const PLACES = ['party', 'member', 'moderator', 'none'] as const
type Place = (typeof PLACES)[number]

/** Tries something as `actor`; the answer's error, or null where it was done. */
type Attempt = (actor: Colleague) => Promise<string | null>

/** The whole matrix role × action × relation, generated from the policies: what the doors do is what they say. */
describe('[SEC-16] somebody may do what the policies say, and nothing else', () => {
  let server: TestServer
  let anna: Colleague
  let dora: Colleague
  let cast: Record<Role, Colleague>

  beforeAll(async () => {
    server = await TestServer.start()
    anna = await setUpOffice(server)
    await listDevice(anna)
    dora = await join(server, anna, 'Dora Stranger')
    const people = await Promise.all(
      ROLES.map(async role => [role, await join(server, anna, `The ${role}`, role)]),
    )
    cast = Object.fromEntries(people)
  })
  afterAll(() => server.stop())

  const ask = async (
    actor: Colleague,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<string | null> => {
    // Every attempt is the first of its minute: limits are not what is tried here.
    server.clock.advance(60_000)
    const answer = await actor.browser.ask(method, path, body)
    return answer.status < 300 ? null : answer.body.error
  }

  /** A conversation to which the actor stands in this relation. */
  const placeOf = async (actor: Colleague, place: Place): Promise<ConversationId> => {
    server.clock.advance(60_000)
    switch (place) {
      case 'party':
        await group(anna, 'Acquainted', [actor])
        return direct(anna, actor)
      case 'member':
        return group(anna, 'Group', [actor, dora])
      case 'moderator': {
        const id = await group(anna, 'Group', [actor])
        server.clock.advance(60_000)
        await anna.browser.post(`/api/conversations/${id}/members`, { people: [dora.id] })
        await anna.browser.ask('DELETE', `/api/conversations/${id}/members/${anna.id}`)
        return id
      }
      case 'none':
        return group(anna, 'Group', [dora])
    }
  }

  const inPlaces = (attempt: (actor: Colleague, conversation: ConversationId) => Promise<string | null>) =>
    Object.fromEntries(
      PLACES.map(place => [place, async (actor: Colleague) => attempt(actor, await placeOf(actor, place))]),
    )

  const seesInDirectory = async (actor: Colleague, name: string): Promise<string | null> => {
    const path = `/api/people?q=${encodeURIComponent(name)}`
    const { body } = await actor.browser.get<{ people: unknown[] }>(path)
    return body.people.length > 0 ? null : 'not shown'
  }

  const write = async (actor: Colleague, conversation: ConversationId): Promise<string | null> => {
    const page = await actor.browser.open({ phone: false })
    const ack = await page.send({ t: 'message-send', conversation, client: drawClientId(), text: 'Hello' })
    page.close()
    return ack.ok ? null : ack.failure.error
  }

  /** Reads the row of a call that Anna, or Dora, began with somebody. */
  const readCall = async (actor: Colleague, other: Colleague): Promise<string | null> => {
    await group(anna, 'Acquainted', [other])
    const conversation = await direct(anna, other)
    const page = await anna.browser.open()
    const call = drawId(systemRandom, CallId)
    const ack = await page.send({ t: 'call-start', call, conversation, media: 'audio' })
    await page.send({ t: 'call-end', call, reason: 'cancel' })
    page.close()
    return ack.ok ? ask(actor, 'GET', `/api/calls/${ack.reply.row}`) : `not begun: ${ack.failure.error}`
  }

  const startGroup: Attempt = actor =>
    ask(actor, 'POST', '/api/conversations', { kind: 'group', name: 'New', people: [dora.id] })
  const startDirect = async (actor: Colleague, groupmate: boolean): Promise<string | null> => {
    const other = await join(server, anna, `Partner ${drawClientId()}`)
    if (groupmate) await group(anna, 'Acquainted', [actor, other])
    return ask(actor, 'POST', '/api/conversations', { kind: 'direct', person: other.id })
  }

  const attempts: Readonly<Record<string, Readonly<Record<string, Attempt>>>> = {
    'account.own': { self: actor => ask(actor, 'GET', '/api/sessions') },
    'account.browse': {
      everybody: actor => seesInDirectory(actor, 'Dora'),
      acquaintances: async actor => {
        const other = await join(server, anna, `Known ${actor.account.role}`)
        await group(anna, 'Acquainted', [actor, other])
        return seesInDirectory(actor, `Known ${actor.account.role}`)
      },
    },
    'account.list': { everybody: actor => ask(actor, 'GET', '/api/accounts') },
    'account.invite': {
      everybody: actor => ask(actor, 'POST', '/api/invitations', { email: null, role: 'admin' }),
    },
    'account.manage': {
      self: actor => ask(actor, 'PATCH', `/api/people/${actor.id}`, { role: actor.account.role }),
      other: async actor =>
        (await ask(actor, 'PATCH', `/api/people/${dora.id}`, { role: 'member' })) ??
        (await ask(actor, 'POST', `/api/people/${dora.id}/reactivate`)),
    },
    'account.reset': {
      self: actor => ask(actor, 'POST', `/api/people/${actor.id}/reset-link`),
      other: actor => ask(actor, 'POST', `/api/people/${dora.id}/reset-link`),
    },
    'device.own': { self: actor => ask(actor, 'GET', '/api/devices') },
    'device.view': {
      everybody: async actor => {
        const stranger = await join(server, anna, `Stranger of ${actor.account.role}`)
        return ask(actor, 'GET', `/api/people/${stranger.id}/devices`)
      },
      acquaintances: async actor => {
        const other = await join(server, anna, `Trusted ${actor.account.role}`)
        await group(anna, 'Acquainted', [actor, other])
        return ask(actor, 'GET', `/api/people/${other.id}/devices`)
      },
    },
    'organization.read': { belongs: actor => ask(actor, 'GET', '/api/organization') },
    'organization.change': {
      belongs: actor => ask(actor, 'PATCH', '/api/organization', { guestLinks: true, callWaiting: true }),
    },
    'conversation.start': {
      belongs: async actor => (await startGroup(actor)) && (await startDirect(actor, true)),
    },
    'conversation.startGroup': { belongs: startGroup },
    'conversation.startDirect': {
      groupmate: actor => startDirect(actor, true),
      stranger: actor => startDirect(actor, false),
      outsider: async actor => {
        const outsider = await join(server, anna, `Outsider ${drawClientId()}`, 'external')
        return ask(actor, 'POST', '/api/conversations', { kind: 'direct', person: outsider.id })
      },
    },
    'conversation.read': inPlaces((actor, id) => ask(actor, 'GET', `/api/conversations/${id}/timeline`)),
    'conversation.write': inPlaces(write),
    'conversation.rename': inPlaces((actor, id) =>
      ask(actor, 'PATCH', `/api/conversations/${id}`, { name: 'N' }),
    ),
    'conversation.add': inPlaces((actor, id) =>
      ask(actor, 'POST', `/api/conversations/${id}/members`, { people: [anna.id] }),
    ),
    'conversation.remove': inPlaces((actor, id) =>
      ask(actor, 'DELETE', `/api/conversations/${id}/members/${dora.id}`),
    ),
    'conversation.leave': inPlaces((actor, id) =>
      ask(actor, 'DELETE', `/api/conversations/${id}/members/${actor.id}`),
    ),
    'history.read': {
      member: actor => readCall(actor, actor),
      // Somebody new each time: one person may not be called over and over (CALL-23).
      none: async actor => readCall(actor, await join(server, anna, `Called ${drawClientId()}`)),
    },
  }

  const policies = [
    accountPolicy,
    conversationPolicy,
    devicePolicy,
    historyPolicy,
    organizationPolicy,
  ].flatMap((table): Policy[] => Object.values(table))

  it.each(policies.map(policy => [policy.name, policy] as const))('%s', async (name, policy) => {
    const tried = attempts[name] ?? {}
    const relations = new Set([...Object.values(policy.allow).flat(), ...Object.keys(tried)])
    expect(Object.keys(tried)).toEqual(expect.arrayContaining([...relations]))
    for (const role of ROLES) {
      for (const relation of relations) {
        const error = await tried[relation]?.(cast[role])
        const allowed = may(role, policy, relation)
        expect({ role, relation, allowed: error === null, error }).toMatchObject({ role, relation, allowed })
        if (relation === 'none') expect(['not-found', 'forbidden']).toContain(error)
      }
    }
  })
})
