import type { PersonId, SfuHandle } from '@tacet/protocol/ids'
import type {
  ConferenceEffect,
  ConferenceEvent,
  LiveConference,
  Ring,
  Seat,
  SeatLine,
} from './LiveConference.ts'
import { CONF_2_RING, CONF_5_ARRIVE, CONF_7_EMPTY, RESUME_GRACE } from './timers.ts'

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
    case 'removed': {
      const [quieter, told] = hush(conference, ring => is(ring.person, event))
      return either(
        vacate(quieter, event.now, ({ person }) => is(person, event)),
        told,
      )
    }
    case 'rung':
      return ring(conference, event.people, event.now + CONF_2_RING)
    case 'answered':
      return hush(conference, ring => is(ring.person, event))
    case 'ended':
      return [null, [{ do: 'finish', by: event.by, drop: false }]]
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
  const ringing = conference.ringing.filter(ring => ring.person !== person)
  return [
    { ...conference, seats, ringing, emptySince: null },
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
  if (seats.length === 0 && conference.tentative) return [null, [{ do: 'finish', by: null, drop: true }]]
  const heir = gone.some(({ person }) => person === conference.heir) ? null : conference.heir
  return [
    seats.length === 0
      ? { ...conference, heir, seats, ringing: [], emptySince: now }
      : { ...conference, heir, seats },
    [...gone.map(({ handle }) => ({ do: 'expel', handle }) as const), { do: 'show' }],
  ]
}

function tick(conference: LiveConference, now: number): Step {
  const { emptySince, tentative } = conference
  // [CONF-7] Whoever left last is nobody's business: it ended by itself.
  if (emptySince !== null && now - emptySince >= CONF_7_EMPTY) {
    return [null, [{ do: 'finish', by: null, drop: tentative }]]
  }
  const [quieter, told] = hush(conference, ({ until }) => now >= until)
  return either(
    vacate(quieter, now, ({ line }) => line.is === 'awaited' && now >= line.until),
    told,
  )
}

/** Both happened; it is shown once. */
const either = ([after, effects]: Step, told: readonly ConferenceEffect[]): Step => [
  after,
  effects.length > 0 ? effects : told,
]

/** [CONF-2] Whoever is in it already isn't rung, and whoever rings already doesn't ring longer. */
function ring(conference: LiveConference, people: readonly PersonId[], until: number): Step {
  const known = [...conference.seats, ...conference.ringing].map(({ person }) => person)
  const fresh = [...new Set(people)].filter(person => !known.includes(person))
  const ringing = [...conference.ringing, ...fresh.map(person => ({ person, until }))]
  return [{ ...conference, ringing, tentative: false }, fresh.length === 0 ? [] : [{ do: 'show' }]]
}

/** Stops the rings of which `over` is true. */
function hush(
  conference: LiveConference,
  over: (ring: Ring) => boolean,
): readonly [LiveConference, readonly ConferenceEffect[]] {
  const ringing = conference.ringing.filter(each => !over(each))
  if (ringing.length === conference.ringing.length) return [conference, []]
  return [{ ...conference, ringing }, [{ do: 'show' }]]
}
