import { otherEnd, takesPart } from '@tacet/domain/call/ringing'
import type { PersonId } from '@tacet/protocol/ids'
import type { Sessions } from './account/Sessions.ts'
import { surveyCall } from './call/CallSurvey.ts'
import { callFeature } from './call/callFeature.ts'
import { etiquette } from './call/Etiquette.ts'
import { LiveCalls } from './call/liveCalls.ts'
import { ringableBy } from './call/ringable.ts'
import { conferenceFeature } from './conference/conferenceFeature.ts'
import type { Gatherings } from './conversation/Gatherings.ts'
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
  readonly gatherings: Gatherings
  readonly history: History
  readonly presence: PresenceBoard
  readonly sessions: Sessions
  readonly devices: Devices
}

/** Direct calls and conferences: what they need of each other and of the rest. */
export function composeCalls(ground: Ground, parts: CallParts): readonly Feature[] {
  const { cookie, engines, live, log, random } = ground
  const { memberships, gatherings, history, presence, sessions, devices } = parts
  const liveCalls = new LiveCalls(live)
  const common = {
    ...ground,
    history,
    // The end of one call is not the end of another one that is on hold meanwhile.
    setInCall: async (person: PersonId, is: boolean) => {
      const calls = is ? [] : await liveCalls.of(person)
      await presence.setInCall(person, is || calls.some(({ phase }) => phase.at === 'connected'))
    },
    background: (work: Promise<void>) => void work.catch(error => failureOf(error, log)),
  }
  const relay = new Relay({
    ...ground,
    isInDirectCall: async person => (await liveCalls.of(person)).length > 0,
  })
  const kindIs =
    (kind: 'direct' | 'group') => async (row: { conversation: Parameters<Memberships['kindOf']>[0] }) =>
      (await memberships.kindOf(row.conversation)) === kind
  return [
    relay.feature(common.background),
    callFeature({
      ...common,
      survey: (caller, conversation) => surveyCall(ground.database.db, caller, conversation),
      calleeOf: (caller, conversation) => memberships.requirePartner(caller, conversation),
      ringable: ringableBy({
        listOf: person => devices.listOf(person),
        phonesOf: person => ground.delivery.phonesOf(person),
      }),
      iceServersFor: person => relay.iceServersFor(person),
      etiquette: etiquette({
        ...ground,
        refusesCalls: person => presence.refusesCalls(person),
      }),
      isDirect: kindIs('direct'),
    }),
    conferenceFeature({
      ...common,
      sfu: new LiveKitSfu(engines, random),
      requireMembership: (person, conversation) => memberships.require(person, conversation),
      membersOf: conversation => memberships.membersOf(conversation),
      partnerIn: async (call, person, device) => {
        const live = await liveCalls.get(call)
        const address = { person, device }
        if (live?.phase.at !== 'connected' || !takesPart(live, address)) return null
        return otherEnd(live, address)?.person ?? null
      },
      gatherings,
      sessionOf: ({ headers }) => sessions.byToken(cookie.read(headers.cookie)),
      livingSessions: hashes => sessions.living(hashes),
      isGroup: kindIs('group'),
    }),
  ]
}
