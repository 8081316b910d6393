import type { ConferenceId, PersonId, UpgradeId } from '@tacet/protocol/ids'
import type { UpgradeMessage } from '@tacet/protocol/peer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_UPGRADE, type UpgradeEffect, type UpgradeEvent, type UpgradeState } from './UpgradeState.ts'
import { upgradeMachine } from './upgradeMachine.ts'

const CONFERENCE = 'conference' as ConferenceId

/** One device: its machine, what it is connected to, and what is on the way to it. */
class Side {
  state: UpgradeState = NO_UPGRADE
  ear: 'direct' | 'conference' = 'direct'
  /** It keeps its end of the direct connection. */
  direct = true
  inside = false
  /** A conference that can't be reached from here. */
  blocked = false
  timer = false
  gathering: UpgradeId | null = null
  told = 0
  rang = 0
  readonly inbox: (UpgradeMessage | 'gone')[] = []
}

/** Two devices in one call, with a channel each way that keeps its order, and time that comes when it comes. */
class Call {
  readonly sides = [new Side(), new Side()] as const
  #asks = 0

  act(which: 0 | 1, deed: Deed): void {
    const me = this.sides[which]
    if (deed === 'deliver') this.deliver(me)
    else if (deed === 'block') me.blocked = true
    else {
      const event = this.eventOf(me, which, deed)
      if (event !== null) this.feed(me, event)
    }
  }

  /** Null where it can't happen now. */
  eventOf(me: Side, which: 0 | 1, deed: Exclude<Deed, 'deliver' | 'block'>): UpgradeEvent | null {
    switch (deed) {
      case 'ask':
        this.#asks += 1
        return { is: 'ask', wish: this.wish(which) }
      case 'withdraw':
        return { is: 'withdraw' }
      case 'agree':
      case 'refuse':
        return { is: 'answer', yes: deed === 'agree' }
      case 'gathered':
      case 'no conference': {
        const ask = me.gathering
        me.gathering = null
        return ask && { is: 'gathered', ask, conference: deed === 'gathered' ? CONFERENCE : null }
      }
      case 'hears':
        return this.sides.every(({ inside, blocked }) => inside && !blocked) ? { is: 'hears' } : null
      case 'conference over':
        if (!me.inside || me.ear === 'conference') return null
        me.inside = false
        return { is: 'conference-over' }
      case 'time':
        if (!me.timer) return null
        me.timer = false
        return { is: 'timer' }
    }
  }

  /** Of several asks a later one may be the greater or the lesser. */
  wish(which: 0 | 1) {
    const ask = `${(this.#asks * 7) % 10}${which}${this.#asks}` as UpgradeId
    return { ask, people: [`person ${this.#asks % 2}` as PersonId] }
  }

  deliver(to: Side): void {
    const message = to.inbox.shift()
    if (message === undefined || !to.direct) return
    this.feed(to, message === 'gone' ? { is: 'direct-broken' } : { is: 'said', message })
  }

  feed(me: Side, event: UpgradeEvent): void {
    const [state, effects] = upgradeMachine(me.state, event)
    me.state = state
    for (const effect of effects) this.perform(me, effect)
  }

  perform(me: Side, effect: UpgradeEffect): void {
    const other = me === this.sides[0] ? this.sides[1] : this.sides[0]
    switch (effect.do) {
      case 'say':
        if (me.direct) other.inbox.push(effect.message)
        return
      case 'gather':
        me.gathering = effect.wish.ask
        return
      case 'enter':
        me.inside = true
        return
      case 'leave':
        me.inside = false
        return
      case 'listen':
        me.ear = effect.to
        return
      case 'give-way':
        me.direct = false
        other.inbox.push('gone')
        return
      case 'ring':
        me.rang += 1
        return
      case 'tell':
        me.told += 1
        return
      case 'set-timer':
        me.timer = true
        return
      case 'stop-timer':
        me.timer = false
    }
  }

  /** What is under way goes on; then what waits for time gets it, until nothing waits any more. */
  settle(answer: 'agree' | 'refuse'): void {
    for (let turn = 0; turn < 1_000; turn++) {
      const before = JSON.stringify(this.sides)
      for (const deed of ['deliver', answer, 'gathered', 'hears'] as const) {
        for (const which of [0, 1] as const) {
          this.act(which, deed)
          this.check()
        }
      }
      if (JSON.stringify(this.sides) !== before) continue
      const waiting = this.sides.findIndex(({ timer }) => timer)
      if (waiting < 0) return
      this.act(waiting as 0 | 1, 'time')
      this.check()
    }
    throw new Error('it never comes to rest')
  }

  check(): void {
    for (const me of this.sides) {
      if (me.ear === 'direct') expect(me.direct, 'who listens to the direct connection has it').toBe(true)
      else expect(me.inside, 'who listens to the conference is in it').toBe(true)
    }
  }
}

const DEEDS = [
  'ask',
  'withdraw',
  'agree',
  'refuse',
  'deliver',
  'gathered',
  'no conference',
  'hears',
  'block',
  'conference over',
  'time',
] as const
type Deed = (typeof DEEDS)[number]

type Course = readonly (readonly [0 | 1, Deed])[]

/** How it goes when nothing goes wrong, up to where both hear each other. */
const SMOOTHLY: Course = [
  [0, 'ask'],
  [1, 'deliver'],
  [1, 'agree'],
  [0, 'deliver'],
  [0, 'gathered'],
  [1, 'deliver'],
  [1, 'hears'],
  [0, 'hears'],
]

/** Goes smoothly for a while, then anyhow. */
const moves = (deeds: readonly Deed[], smooth = SMOOTHLY.length): fc.Arbitrary<Course> =>
  fc
    .tuple(
      fc.nat({ max: smooth }).map(length => SMOOTHLY.slice(0, length)),
      fc.array(fc.tuple(fc.constantFrom(0 as const, 1 as const), fc.constantFrom(...deeds)), {
        maxLength: 60,
      }),
    )
    .map(([first, then]) => [...first, ...then])

function play(course: Course, answer: 'agree' | 'refuse' = 'agree'): Call {
  const call = new Call()
  for (const [which, deed] of course) {
    call.act(which, deed)
    call.check()
  }
  call.settle(answer)
  return call
}

describe('two devices, whatever happens in whatever order', () => {
  it('[UPG-4] end either both direct or both in the conference: never with neither, never with both', () => {
    let conferences = 0
    fc.assert(
      fc.property(moves(DEEDS), course => {
        const [one, two] = play(course).sides
        expect([one.state.at, two.state.at]).toEqual(['none', 'none'])
        expect(one.direct).toBe(two.direct)
        for (const side of [one, two]) {
          expect(side.inside).toBe(!side.direct)
          expect(side.ear).toBe(side.direct ? 'direct' : 'conference')
        }
        expect(one.rang + two.rang, '[UPG-5] one of them rings').toBe(one.direct ? 0 : 1)
        if (!one.direct) conferences += 1
      }),
      { numRuns: 2_000 },
    )
    expect(conferences, 'courses that end in the conference').toBeGreaterThan(100)
  })

  it('[UPG-2] without consent nobody enters a conference', () => {
    const unwilling = DEEDS.filter(deed => deed !== 'agree')
    const onlyOneAsks = moves(unwilling, 2).map(course =>
      course.filter(([which, deed]) => which === 0 || deed !== 'ask'),
    )
    fc.assert(
      fc.property(onlyOneAsks, course => {
        const { sides } = play(course, 'refuse')
        for (const side of sides) expect([side.direct, side.inside, side.rang]).toEqual([true, false, 0])
      }),
      { numRuns: 500 },
    )
  })

  it('[UPG-4] come to the conference when nothing goes wrong', () => {
    const { sides } = play([[0, 'ask']])
    for (const side of sides) expect([side.direct, side.inside]).toEqual([false, true])
  })
})
