import type { ConferenceId, ConversationId, DeviceId, PersonId, SfuHandle } from '@tacet/protocol/ids'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conferenceRules, hostOf, seatOf } from './conferenceRules.ts'
import type { ConferenceEffect, ConferenceEvent, LiveConference } from './LiveConference.ts'
import { CONF_2_RING, CONF_5_ARRIVE, CONF_7_EMPTY, LINE_GRACE } from './timers.ts'

const id = <T extends string>(name: string) => `${name.padEnd(21, '_')}A` as T
const ANNA = id<PersonId>('anna')
const BEN = id<PersonId>('ben')
const CARLA = id<PersonId>('carla')
const START = 1_000_000

const FRESH: LiveConference = {
  id: id<ConferenceId>('conference'),
  conversation: id<ConversationId>('group'),
  row: null,
  kind: 'video',
  startedBy: ANNA,
  startedAt: START,
  heir: null,
  seats: [],
  emptySince: START,
  ringing: [],
  tentative: false,
}

const join = (person: PersonId, name: string, now = START): ConferenceEvent => ({
  is: 'joined',
  person,
  device: id<DeviceId>(`${name}`),
  handle: id<SfuHandle>(`h-${name}`),
  now,
})
const leave = (person: PersonId, name: string, now = START): ConferenceEvent => ({
  is: 'left',
  person,
  device: id<DeviceId>(name),
  now,
})

/** Plays events one after another. Null once it is over. */
function play(events: readonly ConferenceEvent[], from: LiveConference = FRESH) {
  let state: LiveConference | null = from
  const effects: ConferenceEffect[] = []
  for (const event of events) {
    if (state === null) break
    const [next, more]: readonly [LiveConference | null, readonly ConferenceEffect[]] = conferenceRules(
      state,
      event,
    )
    state = next
    effects.push(...more)
  }
  return { state, effects }
}

function played(events: readonly ConferenceEvent[], from?: LiveConference): LiveConference {
  const { state } = play(events, from)
  if (state === null) throw new Error('it is over')
  return state
}

describe('host', () => {
  it('[CONF-6] is the starter', () => {
    expect(hostOf(played([join(BEN, 'ben'), join(ANNA, 'anna')]))).toBe(ANNA)
  })

  it('[CONF-6] is whoever has been in it longest when the starter is gone, and the starter again on return', () => {
    const gone = played([join(ANNA, 'anna'), join(CARLA, 'carla'), join(BEN, 'ben'), leave(ANNA, 'anna')])
    expect(hostOf(gone)).toBe(CARLA)
    expect(hostOf(played([join(ANNA, 'anna-2')], gone))).toBe(ANNA)
  })

  it('[CONF-6] stays who it was when the server lost its memory and people come back in another order', () => {
    const rebuilt = { ...FRESH, startedBy: ANNA, heir: CARLA }
    const resume = (person: PersonId, name: string): ConferenceEvent => ({
      ...(join(person, name) as Extract<ConferenceEvent, { is: 'joined' }>),
      is: 'resumed',
    })
    const back = played([resume(BEN, 'ben'), resume(CARLA, 'carla')], rebuilt)
    expect(hostOf(back)).toBe(CARLA)
    expect(hostOf(played([leave(CARLA, 'carla'), join(CARLA, 'carla-2')], back))).toBe(BEN)
  })
})

describe('seats', () => {
  it('[CONF-15] a second device takes the place of the first, which is put out', () => {
    const { state, effects } = play([join(ANNA, 'phone'), join(BEN, 'ben'), join(ANNA, 'laptop')])
    expect(state?.seats.map(({ handle }) => handle)).toEqual([id('h-laptop'), id('h-ben')])
    expect(effects).toContainEqual({ do: 'expel', handle: id('h-phone') })
  })

  it('are left by the device that holds them only', () => {
    const state = played([join(ANNA, 'phone'), join(ANNA, 'laptop'), leave(ANNA, 'phone')])
    expect(state.seats).toHaveLength(1)
  })

  it('[CONF-5] are given up when nobody arrives', () => {
    const tick = (now: number): ConferenceEvent => ({ is: 'tick', now })
    expect(played([join(BEN, 'ben'), tick(START + CONF_5_ARRIVE - 1)]).seats).toHaveLength(1)
    expect(played([join(BEN, 'ben'), tick(START + CONF_5_ARRIVE)]).seats).toEqual([])
  })

  it('survive a short break of their line and no long one', () => {
    const handle = id<SfuHandle>('h-ben')
    const broken: ConferenceEvent[] = [
      join(BEN, 'ben'),
      { is: 'line-opened', handle },
      { is: 'line-closed', handle, patience: LINE_GRACE, now: START + 5_000 },
    ]
    const back: ConferenceEvent = { is: 'line-opened', handle }
    const late: ConferenceEvent = { is: 'tick', now: START + 5_000 + LINE_GRACE }
    expect(seatOf(played([...broken, back, late]), handle)?.line).toEqual({ is: 'open' })
    const { state, effects } = play([...broken, late])
    expect(state?.seats).toEqual([])
    expect(effects.slice(-2)).toEqual([{ do: 'expel', handle }, { do: 'show' }])
  })

  it('[CONF-8] are gone with the membership', () => {
    const { state, effects } = play([join(BEN, 'ben'), { is: 'removed', person: BEN, now: START }])
    expect(state?.seats).toEqual([])
    expect(effects).toContainEqual({ do: 'expel', handle: id('h-ben') })
  })

  it('of a page that resumes stay as they are where the server has forgotten nothing', () => {
    const before = played([join(BEN, 'ben'), { is: 'line-opened', handle: id<SfuHandle>('h-ben') }])
    const resumed = conferenceRules(before, {
      ...(join(BEN, 'ben') as Extract<ConferenceEvent, { is: 'joined' }>),
      is: 'resumed',
    })
    expect(resumed).toEqual([before, []])
  })
})

describe('ringing', () => {
  const ring = (people: readonly PersonId[], now = START): ConferenceEvent => ({ is: 'rung', people, now })
  const rung = (state: LiveConference | null) => state?.ringing.map(({ person }) => person)

  it('[CONF-2] rings whoever is not in it, and says so to everybody', () => {
    const { state, effects } = play([join(ANNA, 'anna'), ring([ANNA, BEN, CARLA])])
    expect(rung(state)).toEqual([BEN, CARLA])
    expect(effects.at(-1)).toEqual({ do: 'show' })
  })

  it('[CONF-2] stops for whoever comes, declines, or does nothing for 30 s', () => {
    const ringing = played([join(ANNA, 'anna'), ring([BEN, CARLA])])
    expect(rung(played([join(BEN, 'ben')], ringing))).toEqual([CARLA])
    expect(rung(played([{ is: 'answered', person: BEN }], ringing))).toEqual([CARLA])
    const tick = (now: number): ConferenceEvent => ({ is: 'tick', now })
    const answered = played([{ is: 'line-opened', handle: id<SfuHandle>('h-anna') }], ringing)
    expect(rung(played([tick(START + CONF_2_RING - 1)], answered))).toEqual([BEN, CARLA])
    const { state, effects } = play([tick(START + CONF_2_RING)], answered)
    expect(rung(state)).toEqual([])
    expect(effects).toEqual([{ do: 'show' }])
  })

  it('[CONF-8] stops for whoever is no member any more, and when nobody is left who waits', () => {
    const ringing = played([join(ANNA, 'anna'), ring([BEN, CARLA])])
    const removed = play([{ is: 'removed', person: BEN, now: START }], ringing)
    expect(rung(removed.state)).toEqual([CARLA])
    expect(removed.effects).toEqual([{ do: 'show' }])
    expect(rung(played([leave(ANNA, 'anna')], ringing))).toEqual([])
  })
})

describe('a conference that a direct call is about to become', () => {
  const tentative = { ...FRESH, tentative: true }

  it('[UPG-4] leaves nothing when it comes to nothing', () => {
    const left = play([join(ANNA, 'anna'), leave(ANNA, 'anna')], tentative)
    expect(left).toEqual({ state: null, effects: [{ do: 'show' }, { do: 'finish', by: null, drop: true }] })
    const unused = play([{ is: 'tick', now: START + CONF_7_EMPTY }], tentative)
    expect(unused).toEqual({ state: null, effects: [{ do: 'finish', by: null, drop: true }] })
  })

  it('[UPG-5] is one like any other once somebody is rung', () => {
    const rung = [
      join(ANNA, 'anna'),
      { is: 'rung', people: [CARLA], now: START },
      leave(ANNA, 'anna'),
    ] as const
    expect(play(rung, tentative).state).toMatchObject({ tentative: false, seats: [] })
  })
})

describe('row', () => {
  it('is connected when the media of the starter is, and by nobody else', () => {
    expect(play([join(ANNA, 'anna'), { is: 'connected', person: ANNA }]).effects).toContainEqual({
      do: 'row-connected',
    })
    expect(play([join(BEN, 'ben'), { is: 'connected', person: BEN }]).effects).not.toContainEqual({
      do: 'row-connected',
    })
  })
})

describe('end', () => {
  it('[CONF-7] names the host who ended it for all', () => {
    const { state, effects } = play([join(ANNA, 'anna'), { is: 'ended', by: ANNA }])
    expect(state).toBeNull()
    expect(effects.at(-1)).toEqual({ do: 'finish', by: ANNA, drop: false })
  })

  it('[CONF-7] comes by itself, naming nobody, after 60 s without anybody', () => {
    const empty = [join(ANNA, 'anna'), leave(ANNA, 'anna', START + 9_000)]
    const at = (now: number): ConferenceEvent => ({ is: 'tick', now })
    expect(play([...empty, at(START + 9_000 + CONF_7_EMPTY - 1)]).state).not.toBeNull()
    expect(play([...empty, at(START + 9_000 + CONF_7_EMPTY)])).toMatchObject({ state: null })
    expect(play([...empty, at(START + 9_000 + CONF_7_EMPTY)]).effects.at(-1)).toEqual({
      do: 'finish',
      by: null,
      drop: false,
    })
  })

  it('[CONF-7] comes by itself when nobody ever arrives', () => {
    expect(play([{ is: 'tick', now: START + CONF_7_EMPTY }]).state).toBeNull()
  })
})

describe('any course of events', () => {
  const person = fc.constantFrom(ANNA, BEN, CARLA)
  const device = fc.constantFrom('phone', 'laptop').map(name => id<DeviceId>(name))
  const number = fc.nat({ max: 12 })
  const handle = number.map(n => id<SfuHandle>(`h-${n}`))
  /** Times grow along the course: every event says how long after the one before it comes. */
  const event = fc.tuple(
    fc.nat({ max: 40_000 }),
    fc.oneof(
      fc.record({ is: fc.constant('joined' as const), person, device }),
      fc.record({ is: fc.constant('resumed' as const), person, device, handle }),
      fc.record({ is: fc.constant('line-opened' as const), handle }),
      fc.record({ is: fc.constant('line-closed' as const), handle, patience: fc.constant(LINE_GRACE) }),
      fc.record({ is: fc.constant('left' as const), person, device }),
      fc.record({ is: fc.constant('removed' as const), person }),
      fc.record({ is: fc.constant('answered' as const), person }),
      fc.record({ is: fc.constant('rung' as const), people: fc.array(person, { maxLength: 3 }) }),
      fc.record({ is: fc.constant('tick' as const) }),
    ),
  )

  it('keeps one seat a person, a host while anybody is in it, and puts out every handle that lost its seat', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), course => {
        let now = START
        let drawn = 0
        let state: LiveConference | null = FRESH
        const seated = new Set<SfuHandle>()
        const expelled: SfuHandle[] = []
        for (const [pause, step] of course) {
          if (state === null) return
          now += pause
          // The server draws a new handle for every join.
          const fresh = step.is === 'joined' ? { handle: id<SfuHandle>(`h-${drawn++}`) } : {}
          const [next, effects] = conferenceRules(state, { ...step, ...fresh, now } as ConferenceEvent)
          for (const effect of effects) if (effect.do === 'expel') expelled.push(effect.handle)
          if (next === null) {
            expect(state.seats).toEqual([])
            return
          }
          const changed = JSON.stringify(who(next)) !== JSON.stringify(who(state))
          expect(effects.some(effect => effect.do === 'show')).toBe(changed)
          state = next

          for (const seat of state.seats) seated.add(seat.handle)
          const people = state.seats.map(seat => seat.person)
          expect(state.ringing.filter(({ person }) => people.includes(person))).toEqual([])
          expect(new Set(people).size).toBe(people.length)
          expect(hostOf(state) === null).toBe(people.length === 0)
          expect(state.emptySince === null).toBe(people.length > 0)
          const standing = new Set(state.seats.map(seat => seat.handle))
          for (const each of seated) if (!standing.has(each)) expect(expelled).toContain(each)
        }
      }),
    )
  })

  const who = ({ seats, ringing }: LiveConference) => [
    seats.map(({ person, handle }) => [person, handle]),
    ringing.map(({ person }) => person),
  ]
})
