import type { UpgradeMessage } from '@tacet/protocol/peer'
import { UPG_2_ANSWER, UPG_4_LAST_WORD, UPG_4_SWAP } from './timers.ts'
import {
  NO_UPGRADE,
  type UpgradeEffect,
  type UpgradeEvent,
  type UpgradeFailure,
  type UpgradeState,
  type Wish,
} from './UpgradeState.ts'

type Step = readonly [UpgradeState, readonly UpgradeEffect[]]
type At<K extends UpgradeState['at']> = Extract<UpgradeState, { at: K }>
type Off = Extract<UpgradeMessage, { t: 'upgrade-off' }>['why']

/**
 * From a direct call to a conference, as one of its two devices does it: nothing changes unless both agree (UPG-2), and
 * the direct connection goes only when both hear each other in the conference (UPG-4). What has no meaning in a state,
 * or belongs to another ask, changes nothing.
 */
export function upgradeMachine(state: UpgradeState, event: UpgradeEvent): Step {
  if (event.is === 'said') return said(state, event.message)
  switch (state.at) {
    case 'none':
      return event.is === 'ask' ? ask(event.wish) : [state, []]
    case 'asking':
      return asking(state, event)
    case 'asked':
      return asked(state, event)
    case 'gathering':
      return gathering(state, event)
    case 'agreed':
      return awaiting(state, event)
    case 'entering':
      return entering(state, event)
    case 'swapped':
    case 'leaving':
      return swapped(state, event)
  }
}

function ask(wish: Wish): Step {
  return [
    { at: 'asking', wish },
    [
      { do: 'say', message: { t: 'upgrade-ask', ask: wish.ask, people: [...wish.people] } },
      { do: 'set-timer', after: UPG_2_ANSWER },
    ],
  ]
}

function asking(state: At<'asking'>, event: UpgradeEvent): Step {
  switch (event.is) {
    case 'withdraw':
      return off(state, 'withdrawn', null)
    case 'timer':
      return off(state, 'unanswered', 'unanswered')
    case 'direct-over':
      return quietly()
    default:
      return [state, []]
  }
}

function asked(state: At<'asked'>, event: UpgradeEvent): Step {
  switch (event.is) {
    case 'answer':
      return event.yes ? agree(state.wish) : quietly({ t: 'upgrade-answer', ask: state.wish.ask, yes: false })
    case 'timer':
    // The side that asked counts by its own clock, and says what came of it.
    case 'direct-over':
      return quietly()
    default:
      return [state, []]
  }
}

function agree(wish: Wish): Step {
  return [
    { at: 'agreed', wish },
    [
      { do: 'say', message: { t: 'upgrade-answer', ask: wish.ask, yes: true } },
      { do: 'set-timer', after: UPG_4_SWAP },
    ],
  ]
}

function gathering(state: At<'gathering'>, event: UpgradeEvent): Step {
  if (event.is !== 'gathered') return awaiting(state, event)
  if (event.ask !== state.wish.ask) return [state, []]
  if (event.conference === null) return off(state, 'failed', 'failed')
  const { wish } = state
  const { conference } = event
  return [
    { at: 'entering', role: 'asking', wish, conference, here: false, there: false },
    [
      { do: 'say', message: { t: 'upgrade-go', ask: wish.ask, conference } },
      { do: 'enter', conference },
    ],
  ]
}

/** Both have agreed, and there is no conference yet. */
function awaiting(state: At<'gathering' | 'agreed'>, event: UpgradeEvent): Step {
  switch (event.is) {
    case 'timer':
      return off(state, 'failed', 'failed')
    case 'direct-over':
      return quietly()
    default:
      return [state, []]
  }
}

function entering(state: At<'entering'>, event: UpgradeEvent): Step {
  const { ask } = state.wish
  switch (event.is) {
    case 'hears': {
      if (state.here) return [state, []]
      const [next, effects] = both({ ...state, here: true })
      // The ear goes first: from now on it hears what the other side sends there, and the rest follows.
      return [
        next,
        [{ do: 'listen', to: 'conference' }, { do: 'say', message: { t: 'upgrade-hears', ask } }, ...effects],
      ]
    }
    case 'conference-over':
    case 'timer':
      return off(state, 'failed', 'failed')
    case 'direct-over':
      // Lost for good while the conference carries it: then this is where the two are.
      if (event.lost && state.here) return commit(state)
      return [NO_UPGRADE, back(state)]
    default:
      return [state, []]
  }
}

/** [UPG-4] Both ears are on the conference: there is no way back from here. */
function both(state: At<'entering'>): Step {
  if (!state.here || !state.there) return [state, []]
  const { role, wish, conference } = state
  return [
    { at: 'swapped', role, wish, conference },
    [{ do: 'stop-timer' }, { do: 'say', message: { t: 'upgrade-done', ask: wish.ask } }],
  ]
}

function swapped(state: At<'swapped' | 'leaving'>, event: UpgradeEvent): Step {
  switch (event.is) {
    case 'direct-broken':
      // The other side has gone first.
      return commit(state)
    case 'direct-over':
      return event.lost ? commit(state) : [NO_UPGRADE, [{ do: 'stop-timer' }, { do: 'leave' }]]
    case 'timer':
      return state.at === 'leaving' ? commit(state) : [state, []]
    case 'conference-over':
      return state.at === 'swapped' ? off(state, 'failed', 'failed') : [state, []]
    default:
      return [state, []]
  }
}

/** The direct call goes, and the others are rung by the side that asked for them (UPG-5). */
function commit({ role, wish, conference }: At<'entering' | 'swapped' | 'leaving'>): Step {
  return [
    NO_UPGRADE,
    [
      { do: 'stop-timer' },
      { do: 'give-way' },
      ...(role === 'asking' ? [{ do: 'ring', conference, people: wish.people } as const] : []),
    ],
  ]
}

function said(state: UpgradeState, message: UpgradeMessage): Step {
  if (message.t === 'upgrade-ask') return heardAsk(state, { ask: message.ask, people: message.people })
  if (state.at === 'none' || state.wish.ask !== message.ask) return stranger(state, message)
  switch (message.t) {
    case 'upgrade-answer':
      if (state.at !== 'asking') return [state, []]
      if (!message.yes) return [NO_UPGRADE, [{ do: 'stop-timer' }, { do: 'tell', failure: 'refused' }]]
      return gather(state.wish)
    case 'upgrade-go': {
      if (state.at !== 'agreed') return [state, []]
      const { conference } = message
      const { wish } = state
      return [
        { at: 'entering', role: 'asked', wish, conference, here: false, there: false },
        [{ do: 'enter', conference }],
      ]
    }
    case 'upgrade-hears':
      return state.at === 'entering' ? both({ ...state, there: true }) : [state, []]
    case 'upgrade-done':
      // Who says so hears me, and knows that I hear them.
      if (state.at !== 'swapped') return [state, []]
      return [{ ...state, at: 'leaving' }, [{ do: 'set-timer', after: UPG_4_LAST_WORD }]]
    case 'upgrade-off':
      return [NO_UPGRADE, [...back(state), { do: 'tell', failure: message.why }]]
  }
}

/** Both have asked at once: the greater ask stands. If both wish for the same people, both have agreed by that. */
function heardAsk(state: UpgradeState, theirs: Wish): Step {
  if (state.at === 'none') return [{ at: 'asked', wish: theirs }, [{ do: 'set-timer', after: UPG_2_ANSWER }]]
  if (state.at !== 'asking') return [state, []]
  const same = [...theirs.people].sort().join() === [...state.wish.people].sort().join()
  if (state.wish.ask > theirs.ask) return same ? gather(state.wish) : [state, []]
  if (same) return agree(theirs)
  return [{ at: 'asked', wish: theirs }, [{ do: 'set-timer', after: UPG_2_ANSWER }]]
}

function gather(wish: Wish): Step {
  return [
    { at: 'gathering', wish },
    [
      { do: 'gather', wish },
      { do: 'set-timer', after: UPG_4_SWAP },
    ],
  ]
}

/** Of an ask that is over here: whoever still goes by it is told so. */
function stranger(state: UpgradeState, message: UpgradeMessage): Step {
  if (message.t !== 'upgrade-answer' || !message.yes) return [state, []]
  return [state, [{ do: 'say', message: { t: 'upgrade-off', ask: message.ask, why: 'failed' } }]]
}

/** All stays direct, and the other side is told. */
function off(state: Exclude<UpgradeState, At<'none'>>, why: Off, failure: UpgradeFailure | null): Step {
  return [
    NO_UPGRADE,
    [
      ...back(state),
      { do: 'say', message: { t: 'upgrade-off', ask: state.wish.ask, why } },
      ...(failure === null ? [] : [{ do: 'tell', failure } as const]),
    ],
  ]
}

/** Undoes what was begun. */
function back(state: UpgradeState): UpgradeEffect[] {
  const inside = state.at === 'entering' || state.at === 'swapped' || state.at === 'leaving'
  return [
    { do: 'stop-timer' },
    ...(inside ? ([{ do: 'listen', to: 'direct' }, { do: 'leave' }] as const) : []),
  ]
}

function quietly(message?: UpgradeMessage): Step {
  return [
    NO_UPGRADE,
    [{ do: 'stop-timer' }, ...(message === undefined ? [] : [{ do: 'say', message } as const])],
  ]
}
