import type { CallRow } from '@tacet/protocol/history'
import { z } from 'zod/mini'
import { orphanRows } from '../call/orphanRows.ts'
import type { Feature } from '../feature.ts'
import { route } from '../http/route.ts'
import type { LiveStore } from '../live/ports.ts'
import { Refusal } from '../refusal.ts'
import { type Engines, ignoreUnavailable, type Sfu } from '../sfu/ports.ts'
import { SfuProxy, type SfuProxyParts } from '../sfu/SfuProxy.ts'
import { Tickets } from '../sfu/Tickets.ts'
import { ConferenceRooms } from './ConferenceRooms.ts'
import { ConferenceRunner, type ConferenceRunnerDeps } from './ConferenceRunner.ts'
import { Conferences, type ConferencesDeps } from './Conferences.ts'
import { EngineLines } from './EngineLines.ts'
import { LiveConferences } from './liveConferences.ts'
import { conferencePolicy } from './policy.ts'

type Made = 'conferences' | 'runner' | 'rooms' | 'tickets' | 'engines'

export interface ConferenceFeatureDeps
  extends Omit<ConferencesDeps, Made | 'gatherings'>,
    Omit<ConferenceRunnerDeps, 'conferences' | 'rooms' | 'gatherings'> {
  readonly gatherings: ConferencesDeps['gatherings'] & ConferenceRunnerDeps['gatherings']
  readonly live: LiveStore
  readonly engines: Engines
  readonly sfu: Sfu
  readonly sessionOf: SfuProxyParts['sessionOf']
  readonly livingSessions: SfuProxyParts['livingSessions']
  readonly isGroup: (row: CallRow) => Promise<boolean>
  /** Takes work that nobody waits for, and logs its failure. */
  readonly background: (work: Promise<void>) => void
}

const TICK = 1_000
const SWEEP = 5_000
/** Sessions that ended by running out, rather than by a sign-out, are noticed so late. */
const RECHECK = 30_000

/** Conferences, as a part of the server. */
export function conferenceFeature(deps: ConferenceFeatureDeps): Feature {
  const { background, clock, delivery, engines, live, random, sfu } = deps
  const liveConferences = new LiveConferences(live)
  const rooms = new ConferenceRooms(live, sfu)
  const parts = { ...deps, conferences: liveConferences, rooms, tickets: new Tickets(live, random) }
  const runner = new ConferenceRunner(parts)
  const conferences = new Conferences({ ...parts, runner })
  const lines = new EngineLines({ ...parts, runner })
  const proxy = new SfuProxy({
    engines,
    sessionOf: deps.sessionOf,
    livingSessions: deps.livingSessions,
    admit: (person, token, signal) => lines.admit(person, token, signal),
    failed: error => background(Promise.reject(error)),
    lineOpened: handle => background(lines.opened(handle)),
    lineClosed: (handle, by) => background(lines.closed(handle, by)),
  })
  const endOrphans = orphanRows({
    ...deps,
    isOurs: deps.isGroup,
    liveRows: async () => new Set((await liveConferences.all()).flatMap(({ row }) => row ?? [])),
  })
  const stops: (() => void)[] = []

  return {
    name: 'conference',
    handlers: handlersOf(conferences),
    upgrades: [proxy],
    routes: [validateRoute(sfu)],
    welcome: async account => ({
      conferences: await conferences.visibleTo(account.id),
      engine: engines.state,
    }),
    sessionsEnded: sessions => proxy.closeSessions(sessions),
    membersCame: (conversation, people) => conferences.came(conversation, people),
    memberGone: (conversation, person) => conferences.removed(conversation, person),
    async start() {
      const tell = () => delivery.toEverybody({ t: 'engine', engine: engines.state })
      stops.push(
        onChangeOf(engines, tell),
        clock.every(TICK, () => background(conferences.tick())),
        clock.every(SWEEP, () => background(lines.sweep().catch(ignoreUnavailable))),
        clock.every(SWEEP, () => background(endOrphans())),
        clock.every(RECHECK, () => background(proxy.recheck())),
      )
    },
    async stop() {
      for (const stop of stops.splice(0)) stop()
    },
  }
}

const nothing = {}

function handlersOf(conferences: Conferences): NonNullable<Feature['handlers']> {
  const { start, gather, ring, join, take_part, end } = conferencePolicy
  return {
    'conference-start': { policy: start, handle: (from, message) => conferences.start(from, message) },
    'conference-gather': { policy: gather, handle: (from, message) => conferences.gather(from, message) },
    'conference-ring': {
      policy: ring,
      handle: (from, message) => conferences.ring(from, message).then(() => nothing),
    },
    'conference-answered': {
      policy: take_part,
      handle: (from, message) => conferences.answered(from, message).then(() => nothing),
    },
    'conference-join': { policy: join, handle: (from, message) => conferences.join(from, message) },
    'conference-connected': {
      policy: take_part,
      handle: (from, message) => conferences.connected(from, message).then(() => nothing),
    },
    'conference-leave': {
      policy: take_part,
      handle: (from, message) => conferences.leave(from, message).then(() => nothing),
    },
    'conference-end': {
      policy: end,
      handle: (from, message) => conferences.end(from, message).then(() => nothing),
    },
    'conference-resume': { policy: take_part, handle: (from, message) => conferences.resume(from, message) },
  }
}

/** Where the engine's client asks why its line was refused. A ticket that failed is used up: it has to join anew. */
function validateRoute(sfu: Sfu) {
  return route({
    method: 'GET',
    path: '/sfu/rtc/v1/validate',
    policy: conferencePolicy.join,
    query: z.object({ access_token: z.string().check(z.maxLength(4_096)) }),
    handle: async ({ query }) => {
      if ((await sfu.readGrant(query.access_token)) === null) throw new Refusal('unauthorized')
    },
  })
}

/** Calls `tell` where the state, and not only the list of engines, has changed. */
function onChangeOf(engines: Engines, tell: () => void): () => void {
  let told = JSON.stringify(engines.state)
  return engines.onChange(() => {
    const now = JSON.stringify(engines.state)
    if (now === told) return
    told = now
    tell()
  })
}
