import type { ByeReason } from '@tacet/protocol/byeReason'
import type { CallEndReason } from '@tacet/protocol/call'
import type { CallEffect, CallEvent, CallFacts, CallOutcome, CallRole, CallState } from './CallState.ts'
import { glareMedia, survivesGlare } from './glare.ts'
import {
  CALL_3_UNREACHABLE,
  CALL_8_GIVE_UP,
  CALL_8_RESTART,
  CALL_12_NO_ANSWER,
  CALL_15_GIVE_UP,
  CALL_15_RETRY,
} from './timers.ts'

type Step = readonly [CallState, readonly CallEffect[]]
type At<K extends CallState['at']> = Extract<CallState, { at: K }>

/**
 * The rules of a direct call on one device: what happens next, and what is to be done about it. An event that has no
 * meaning in a state, or belongs to another call, changes nothing.
 */
export function callMachine(state: CallState, event: CallEvent): Step {
  if (event.is === 'no-relay') return withoutRelay(state, event.call)
  switch (state.at) {
    case 'idle':
    case 'ended':
      return free(state, event)
    case 'preparing':
      return preparing(state, event)
    case 'dialing':
    case 'ringing-out':
      return ringingOut(state, event)
    case 'ringing-in':
      return ringingIn(state, event)
    case 'connecting':
      return connecting(state, event)
    case 'connected':
    case 'reconnecting':
      return talking(state, event)
  }
}

/** [SEC-5] A call that must not show our address does not connect without a relay; whoever waits for it is told. */
function withoutRelay(state: CallState, call: CallFacts['call']): Step {
  if (state.at === 'idle' || state.at === 'ended' || state.facts.call !== call) return [state, []]
  const role = 'role' in state ? state.role : state.at === 'ringing-in' ? 'callee' : 'caller'
  return end(state.facts, role, 'no-relay', { tell: 'error', bye: 'error' })
}

function free(state: At<'idle'> | At<'ended'>, event: CallEvent): Step {
  switch (event.is) {
    case 'dial':
      return [{ at: 'preparing', facts: event.facts }, [{ do: 'open-media', media: event.facts.media }]]
    case 'offer':
      return ring(event.facts, event.device)
    case 'dismiss':
      return [{ at: 'idle' }, []]
    default:
      return [state, []]
  }
}

function ring(facts: CallFacts, device: Extract<CallEvent, { is: 'offer' }>['device']): Step {
  return [
    { at: 'ringing-in', facts, device },
    [
      { do: 'say-ringing', call: facts.call },
      { do: 'sound', sound: 'ring' },
      // The caller gives up first; this one only catches a caller and a server that both fell silent.
      { do: 'set-timer', timer: 'no-answer', after: CALL_12_NO_ANSWER + 5_000 },
    ],
  ]
}

function preparing(state: At<'preparing'>, event: CallEvent): Step {
  switch (event.is) {
    case 'ready':
      return [
        { at: 'dialing', facts: state.facts, legs: [], blockedBy: null, unreachable: false },
        [
          { do: 'start-call' },
          { do: 'set-timer', timer: 'unreachable', after: CALL_3_UNREACHABLE },
          { do: 'set-timer', timer: 'no-answer', after: CALL_12_NO_ANSWER },
        ],
      ]
    case 'hang-up':
      return [{ at: 'idle' }, [{ do: 'release' }]]
    case 'offer':
      // [CALL-9] Nothing was sent yet, so this is no glare: the other call simply comes first, and rings.
      return merge([{ at: 'idle' }, [{ do: 'release' }]], ring(event.facts, event.device))
    default:
      return [state, []]
  }
}

function ringingOut(state: At<'dialing'> | At<'ringing-out'>, event: CallEvent): Step {
  const mine = state.facts.call
  switch (event.is) {
    case 'started': {
      const facts = { ...state.facts, row: event.row }
      const fresh = event.devices.filter(device => !state.legs.includes(device))
      return [
        { ...state, facts, legs: [...state.legs, ...fresh] },
        fresh.map(device => ({ do: 'open-leg', device }) as const),
      ]
    }
    case 'refused':
      return end(state.facts, 'caller', 'refused', { refusal: event.failure })
    case 'device-came':
      if (event.call !== mine) return [state, []]
      // One that came back may have lost its offer with the page: it gets a fresh leg.
      return [
        { ...state, legs: [...state.legs.filter(leg => leg !== event.device), event.device] },
        [{ do: 'open-leg', device: event.device }],
      ]
    case 'device-rings':
      if (event.call !== mine || state.at === 'ringing-out') return [state, []]
      // [CALL-3] The first acknowledgement, and not the dialing, starts the tone.
      return [
        { at: 'ringing-out', facts: state.facts, legs: state.legs, blockedBy: state.blockedBy },
        [{ do: 'sound', sound: 'ringback' }],
      ]
    case 'accepted':
      if (event.call !== mine || !state.legs.includes(event.device)) return [state, []]
      return accepted(state.facts, event.device)
    case 'bye':
      if (event.call !== mine || !state.legs.includes(event.device)) return [state, []]
      return end(state.facts, 'caller', outcomeOfBye(event.reason), { tell: null })
    case 'blocked': {
      if (event.call !== mine || !state.legs.includes(event.device)) return [state, []]
      const legs = state.legs.filter(leg => leg !== event.device)
      const blockedBy = state.blockedBy ?? event.error
      // Another device of the same person may still be reached by a leg that nobody has touched.
      if (legs.length > 0) return [{ ...state, legs, blockedBy }, []]
      return end(state.facts, 'caller', 'blocked', { tell: 'error', error: blockedBy })
    }
    case 'call-over':
      if (event.call !== mine) return [state, []]
      return end(state.facts, 'caller', 'error', { tell: null })
    case 'ended':
      if (event.call !== mine) return [state, []]
      return end(state.facts, 'caller', event.reason, { tell: null, bye: 'cancel' })
    case 'hang-up':
      return end(state.facts, 'caller', 'cancelled', { tell: 'cancel', bye: 'cancel' })
    case 'offer':
      return crossed(state, event)
    case 'timer':
      if (event.timer === 'unreachable' && state.at === 'dialing')
        return [{ ...state, unreachable: true }, []]
      if (event.timer !== 'no-answer') return [state, []]
      return end(state.facts, 'caller', state.at === 'dialing' ? 'unreachable' : 'timeout', {
        tell: 'timeout',
        bye: 'timeout',
      })
    default:
      return [state, []]
  }
}

/** [CALL-6] The first consent wins; every other device of the callee stops ringing. */
function accepted(facts: CallFacts, device: At<'connecting'>['device']): Step {
  return [
    { at: 'connecting', facts, role: 'caller', device },
    [
      { do: 'sound', sound: 'none' },
      { do: 'stop-timers' },
      { do: 'close-legs', except: device, bye: 'elsewhere' },
      { do: 'proceed', device },
      { do: 'set-timer', timer: 'restart', after: CALL_8_RESTART },
      { do: 'set-timer', timer: 'give-up', after: CALL_8_GIVE_UP },
    ],
  ]
}

/** [CALL-9] Both called at once: the greater id survives, the other side's device answers it without a click. */
function crossed(state: At<'dialing'> | At<'ringing-out'>, event: Extract<CallEvent, { is: 'offer' }>): Step {
  if (event.facts.peer !== state.facts.peer) return busy(state, event)
  if (survivesGlare(state.facts.call, event.facts.call)) return [state, []]
  return [
    { at: 'connecting', facts: event.facts, role: 'callee', device: event.device },
    [
      { do: 'sound', sound: 'none' },
      { do: 'stop-timers' },
      // Its legs go silently: the other device drops them too, by the same comparison.
      { do: 'close-legs', except: null, bye: null },
      { do: 'answer', call: event.facts.call, media: glareMedia(state.facts.media, event.facts.media) },
      { do: 'set-timer', timer: 'give-up', after: CALL_8_GIVE_UP },
    ],
  ]
}

/** An offer this device can't take: nothing rings, the server is told. */
function busy(state: CallState, event: Extract<CallEvent, { is: 'offer' }>): Step {
  return [state, [{ do: 'tell-end', call: event.facts.call, reason: 'busy' }]]
}

function ringingIn(state: At<'ringing-in'>, event: CallEvent): Step {
  switch (event.is) {
    case 'accept':
      return [
        { at: 'connecting', facts: state.facts, role: 'callee', device: state.device },
        [
          { do: 'sound', sound: 'none' },
          { do: 'stop-timers' },
          { do: 'answer', call: state.facts.call, media: event.media },
          { do: 'set-timer', timer: 'give-up', after: CALL_8_GIVE_UP },
        ],
      ]
    case 'decline':
    case 'hang-up':
      return end(state.facts, 'callee', 'declined', { tell: 'decline', bye: 'decline' })
    case 'bye':
      if (event.call !== state.facts.call || event.device !== state.device) return [state, []]
      return end(state.facts, 'callee', outcomeOfBye(event.reason), { tell: null })
    case 'ended':
      if (event.call !== state.facts.call) return [state, []]
      return end(state.facts, 'callee', event.reason, { tell: null })
    case 'blocked':
      if (event.call !== state.facts.call || event.device !== state.device) return [state, []]
      return end(state.facts, 'callee', 'blocked', { tell: 'error', error: event.error })
    case 'call-over':
      if (event.call !== state.facts.call) return [state, []]
      return end(state.facts, 'callee', 'cancelled', { tell: null })
    case 'timer':
      if (event.timer !== 'no-answer') return [state, []]
      return end(state.facts, 'callee', 'timeout', { tell: null })
    case 'offer':
      // [CALL-22] The same device calls again: only its newest call rings.
      if (event.facts.peer === state.facts.peer && event.device === state.device) {
        if (event.facts.call === state.facts.call) return [state, []]
        return merge(end(state.facts, 'callee', 'replaced', { tell: null }), ring(event.facts, event.device))
      }
      return busy(state, event)
    default:
      return [state, []]
  }
}

function connecting(state: At<'connecting'>, event: CallEvent): Step {
  switch (event.is) {
    case 'media-flows':
      return [
        { ...state, at: 'connected' },
        [{ do: 'stop-timers' }, { do: 'tell-connected', call: state.facts.call }],
      ]
    case 'timer':
      if (event.timer === 'restart') return [state, [{ do: 'restart-ice' }]]
      if (event.timer !== 'give-up') return [state, []]
      return end(state.facts, state.role, 'no-path', { tell: 'error', bye: 'error' })
    case 'call-over':
      // Once media flows the server's consent is not needed (CALL-17); before that it can't come about without it.
      if (event.call !== state.facts.call) return [state, []]
      return end(state.facts, state.role, 'error', { tell: null })
    default:
      return established(state, event)
  }
}

function talking(state: At<'connected'> | At<'reconnecting'>, event: CallEvent): Step {
  switch (event.is) {
    case 'media-stopped':
      if (state.at === 'reconnecting') return [state, []]
      return [
        { ...state, at: 'reconnecting' },
        [
          { do: 'restart-ice' },
          { do: 'set-timer', timer: 'retry', after: CALL_15_RETRY },
          { do: 'set-timer', timer: 'give-up', after: CALL_15_GIVE_UP },
        ],
      ]
    case 'media-flows':
      if (state.at === 'connected') return [state, []]
      return [{ ...state, at: 'connected' }, [{ do: 'stop-timers' }]]
    case 'timer':
      if (state.at === 'connected') return [state, []]
      if (event.timer === 'retry')
        return [state, [{ do: 'restart-ice' }, { do: 'set-timer', timer: 'retry', after: CALL_15_RETRY }]]
      if (event.timer !== 'give-up') return [state, []]
      return end(state.facts, state.role, 'lost', { tell: 'error', bye: 'error', wasConnected: true })
    default:
      return established(state, event)
  }
}

/** What is alike from Accept to the end. */
function established(state: At<'connecting'> | At<'connected'> | At<'reconnecting'>, event: CallEvent): Step {
  const wasConnected = state.at !== 'connecting'
  switch (event.is) {
    case 'hang-up':
      return end(state.facts, state.role, 'hangup', { tell: 'hangup', bye: 'hangup', wasConnected })
    case 'no-match':
      return end(state.facts, state.role, 'no-match', { tell: 'hangup', bye: 'hangup', wasConnected })
    case 'bye':
      if (event.call !== state.facts.call || event.device !== state.device) return [state, []]
      return end(state.facts, state.role, outcomeOfBye(event.reason), { tell: null, wasConnected })
    case 'ended':
      if (event.call !== state.facts.call) return [state, []]
      // [CALL-17] The server may be wrong about a line that it can't see: media that flows is never interrupted.
      if (event.reason === 'lost' && state.at === 'connected') return [state, []]
      // That the other page is gone is the server's guess; that the call is over is for this device to say.
      return end(state.facts, state.role, event.reason, {
        tell: event.reason === 'lost' ? 'error' : null,
        wasConnected,
      })
    case 'offer':
      if (event.facts.call === state.facts.call) return [state, []]
      // [CALL-22] The peer calls again while this call still seems to run: the new one takes its place and rings.
      if (event.facts.peer === state.facts.peer)
        return merge(
          end(state.facts, state.role, 'replaced', { tell: null, wasConnected }),
          ring(event.facts, event.device),
        )
      return busy(state, event)
    case 'blocked':
      if (event.call !== state.facts.call || event.device !== state.device) return [state, []]
      return end(state.facts, state.role, 'blocked', { tell: 'error', error: event.error, wasConnected })
    case 'accepted':
      return [state, []]
    default:
      return [state, []]
  }
}

interface EndOptions {
  /** What the server is told; null when it knows already. */
  tell?: ByeReason | null
  /** What the legs are told; absent when they are gone or know already. */
  bye?: ByeReason
  refusal?: Extract<CallState, { at: 'ended' }>['refusal']
  error?: string
  wasConnected?: boolean
}

function end(facts: CallFacts, role: CallRole, outcome: CallOutcome, options: EndOptions): Step {
  const { tell = null, bye = null, refusal = null, error = null, wasConnected = false } = options
  return [
    { at: 'ended', facts, role, outcome, refusal, error, wasConnected },
    [
      { do: 'stop-timers' },
      { do: 'close-legs', except: null, bye },
      ...(tell === null ? [] : [{ do: 'tell-end', call: facts.call, reason: tell } as const]),
      { do: 'release' },
      { do: 'sound', sound: 'end' },
    ],
  ]
}

const OUTCOME_OF_BYE: Readonly<Record<ByeReason, CallEndReason>> = {
  hangup: 'hangup',
  decline: 'declined',
  cancel: 'cancelled',
  elsewhere: 'elsewhere',
  busy: 'busy',
  timeout: 'timeout',
  error: 'error',
}
const outcomeOfBye = (reason: ByeReason): CallEndReason => OUTCOME_OF_BYE[reason]

const merge = (first: Step, second: Step): Step => [second[0], [...first[1], ...second[1]]]
