import type { PersonId, SfuHandle } from '@tacet/protocol/ids'
import type { ConferenceEffect, ConferenceEvent, LiveConference, Seat, SeatLine } from './LiveConference.ts'
import { CONF_5_ARRIVE, CONF_7_EMPTY, RESUME_GRACE } from './timers.ts'

/** Null: the conference is over and nothing of it is left. */
type Step = readonly [LiveConference | null, readonly ConferenceEffect[]]

/** Who is in a conference, who is host, and when it is over: the server's side of it. */
export function conferenceRules(conference: LiveConference, event: ConferenceEvent): Step {
  switch (event.is) {
    case 'joined':
      return seat(conference, event, { is: 'awaited', until: event.now + CONF_5_ARRIVE })
    case 'resumed':
      return resumed(conference, event)
    case 'line-opened':
      return [withLine(conference, event.handle, { is: 'open' }), []]
    case 'line-closed':
      return [withLine(conference, event.handle, { is: 'awaited', until: event.now + event.patience }), []]
    case 'connected':
      return [conference, event.person === conference.startedBy ? [{ do: 'row-connected' }] : []]
    case 'left':
      return vacate(
        conference,
        event.now,
        ({ person, device }) => is(person, event) && device === event.device,
      )
    case 'removed':
      return vacate(conference, event.now, ({ person }) => is(person, event))
    case 'ended':
      return [null, [{ do: 'finish', by: event.by }]]
    case 'tick':
      return tick(conference, event.now)
  }
}

/** [CONF-6] The starter is host; if gone, whoever has been in it longest. Null while nobody is in it. */
export function hostOf({ startedBy, heir, seats }: LiveConference): PersonId | null {
  const people = seats.map(({ person }) => person)
  return [startedBy, heir].find(person => person !== null && people.includes(person)) ?? people[0] ?? null
}

export const seatOf = (conference: LiveConference, handle: SfuHandle): Seat | null =>
  conference.seats.find(seat => seat.handle === handle) ?? null

const is = (person: PersonId, event: { readonly person: PersonId }): boolean => person === event.person

/**
 * Each person has one seat: a new join of the same device, or of another one of theirs (CONF-15), takes the place of
 * the old one, and its handle is put out.
 */
function seat(
  conference: LiveConference,
  { person, device, handle }: Omit<Seat, 'line'>,
  line: SeatLine,
): Step {
  const taken: Seat = { person, device, handle, line }
  const old = conference.seats.find(seat => seat.person === person)
  if (old?.handle === handle) return [withLine(conference, handle, line), []]
  const seats = old
    ? conference.seats.map(seat => (seat === old ? taken : seat))
    : [...conference.seats, taken]
  return [
    { ...conference, seats, emptySince: null },
    [...(old ? [{ do: 'expel', handle: old.handle } as const] : []), { do: 'show' }],
  ]
}

function resumed(conference: LiveConference, event: Extract<ConferenceEvent, { is: 'resumed' }>): Step {
  // A new socket, but the server has forgotten nothing; or this person has joined anew in the meantime.
  if (conference.seats.some(({ person }) => is(person, event))) return [conference, []]
  return seat(conference, event, { is: 'awaited', until: event.now + RESUME_GRACE })
}

function withLine(conference: LiveConference, handle: SfuHandle, line: SeatLine): LiveConference {
  if (!seatOf(conference, handle)) return conference
  const seats = conference.seats.map(seat => (seat.handle === handle ? { ...seat, line } : seat))
  return { ...conference, seats }
}

/** Gives up the seats of which `leaves` is true. */
function vacate(conference: LiveConference, now: number, leaves: (seat: Seat) => boolean): Step {
  const gone = conference.seats.filter(leaves)
  if (gone.length === 0) return [conference, []]
  const seats = conference.seats.filter(seat => !gone.includes(seat))
  const heir = gone.some(({ person }) => person === conference.heir) ? null : conference.heir
  return [
    { ...conference, heir, seats, emptySince: seats.length === 0 ? now : null },
    [...gone.map(({ handle }) => ({ do: 'expel', handle }) as const), { do: 'show' }],
  ]
}

function tick(conference: LiveConference, now: number): Step {
  const { emptySince } = conference
  // [CONF-7] Whoever left last is nobody's business: it ended by itself.
  if (emptySince !== null && now - emptySince >= CONF_7_EMPTY) return [null, [{ do: 'finish', by: null }]]
  return vacate(conference, now, ({ line }) => line.is === 'awaited' && now >= line.until)
}
