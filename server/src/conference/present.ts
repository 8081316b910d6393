import { hostOf } from '@tacet/domain/conference/conferenceRules'
import type { LiveConference } from '@tacet/domain/conference/LiveConference'
import type { Conference } from '@tacet/protocol/conference'

/** What leaves the server of a conference. */
export function present(conference: LiveConference): Conference {
  const { id, conversation, row, kind, startedBy, startedAt, seats } = conference
  const ringing = conference.ringing.map(({ person }) => person)
  const people = seats.map(({ handle, person }) => ({ handle, person }))
  return { id, conversation, row, kind, startedBy, startedAt, host: hostOf(conference), people, ringing }
}
