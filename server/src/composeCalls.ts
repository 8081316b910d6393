import type { Sessions } from './account/Sessions.ts'
import type { Blocks } from './block/Blocks.ts'
import { callFeature } from './call/callFeature.ts'
import { etiquette } from './call/Etiquette.ts'
import { LiveCalls } from './call/liveCalls.ts'
import { ringableBy } from './call/ringable.ts'
import { conferenceFeature } from './conference/conferenceFeature.ts'
import type { Memberships } from './conversation/Memberships.ts'
import type { Devices } from './device/Devices.ts'
import type { Feature } from './feature.ts'
import type { Ground } from './ground.ts'
import type { History } from './history/History.ts'
import { failureOf } from './http/failures.ts'
import { Relay } from './ice/Relay.ts'
import type { PresenceBoard } from './presence/PresenceBoard.ts'
import { LiveKitSfu } from './sfu/LiveKitSfu.ts'

export interface CallParts {
  readonly memberships: Memberships
  readonly history: History
  readonly presence: PresenceBoard
  readonly sessions: Sessions
  readonly devices: Devices
  readonly blocks: Blocks
}

/** Direct calls and conferences: what they need of each other and of the rest. */
export function composeCalls(ground: Ground, parts: CallParts): readonly Feature[] {
  const { cookie, engines, live, log, random } = ground
  const { memberships, history, presence, sessions, devices, blocks } = parts
  const common = {
    ...ground,
    history,
    setInCall: (person: Parameters<PresenceBoard['setInCall']>[0], is: boolean) =>
      presence.setInCall(person, is),
    background: (work: Promise<void>) => void work.catch(error => failureOf(error, log)),
  }
  const liveCalls = new LiveCalls(live)
  const relay = new Relay({
    ...ground,
    isInDirectCall: async person => (await liveCalls.of(person)) !== null,
  })
  const kindIs =
    (kind: 'direct' | 'group') => async (row: { conversation: Parameters<Memberships['kindOf']>[0] }) =>
      (await memberships.kindOf(row.conversation)) === kind
  return [
    relay.feature(common.background),
    callFeature({
      ...common,
      calleeOf: (caller, conversation) => memberships.requirePartner(caller, conversation),
      ringable: ringableBy({
        listOf: person => devices.listOf(person),
        phonesOf: person => ground.delivery.phonesOf(person),
      }),
      iceServersFor: person => relay.iceServersFor(person),
      etiquette: etiquette({
        ...ground,
        refusesCalls: person => presence.refusesCalls(person),
        blocks: (person, caller) => blocks.has(person, caller),
      }),
      isDirect: kindIs('direct'),
    }),
    conferenceFeature({
      ...common,
      sfu: new LiveKitSfu(engines, random),
      requireMembership: (person, conversation) => memberships.require(person, conversation),
      membersOf: conversation => memberships.membersOf(conversation),
      sessionOf: ({ headers }) => sessions.byToken(cookie.read(headers.cookie)),
      livingSessions: hashes => sessions.living(hashes),
      isGroup: kindIs('group'),
    }),
  ]
}
