import type { CallEvent, CallFacts, CallState } from './CallState.ts'
import { type At, busy, end, merge, outcomeOfBye, ring, type Step } from './callSteps.ts'
import { connecting, talking } from './establishedCall.ts'
import { glareMedia, survivesGlare } from './glare.ts'
import {
  CALL_3_UNREACHABLE,
  CALL_8_GIVE_UP,
  CALL_8_RESTART,
  CALL_9_CROSSED,
  CALL_12_NO_ANSWER,
  CALL_16_RESUME,
} from './timers.ts'

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
    case 'resume':
      return resume(event.facts)
    case 'offer':
      // Declined or over here, while the line was down and the caller could not know: it does not ring again.
      if (state.at === 'ended' && state.facts.call === event.facts.call) return [state, []]
      return ring(event.facts, event.device)
    case 'dismiss':
      return [{ at: 'idle' }, []]
    default:
      return [state, []]
  }
}

/** [CALL-16] Nothing is asked and nothing rings: the other side waits for this device. */
function resume(facts: CallFacts): Step {
  return [
    { at: 'dialing', facts, legs: [], blockedBy: null, unreachable: false },
    [
      { do: 'open-media', media: facts.media },
      { do: 'start-call' },
      { do: 'set-timer', timer: 'no-answer', after: CALL_16_RESUME },
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
      if (state.facts.resumes) return end(state.facts, 'caller', 'lost', { wasConnected: true })
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
      // Another call may have won over it, and its offer is not here yet (CALL-9).
      return [state, [{ do: 'set-timer', timer: 'give-up', after: CALL_9_CROSSED }]]
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
      if (event.timer === 'give-up') return end(state.facts, 'caller', 'error', { tell: null })
      if (event.timer !== 'no-answer') return [state, []]
      if (state.facts.resumes)
        return end(state.facts, 'caller', 'lost', { tell: 'timeout', bye: 'timeout', wasConnected: true })
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
      { do: 'close-legs', call: facts.call, except: device, bye: 'elsewhere' },
      { do: 'proceed', call: facts.call, device },
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
      { do: 'close-legs', call: state.facts.call, except: null, bye: null },
      // The server has dropped it by the same comparison, unless the call that crossed was over there already.
      { do: 'tell-end', call: state.facts.call, reason: 'cancel' },
      { do: 'answer', call: event.facts.call, media: glareMedia(state.facts.media, event.facts.media) },
      { do: 'set-timer', timer: 'give-up', after: CALL_8_GIVE_UP },
    ],
  ]
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
