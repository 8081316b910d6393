import type { DeviceId } from '@tacet/protocol/ids'
import type { CallEffect, CallEvent, CallFacts } from './CallState.ts'
import { type At, busy, end, merge, outcomeOfBye, ring, type Step } from './callSteps.ts'
import {
  CALL_8_GIVE_UP,
  CALL_15_GIVE_UP,
  CALL_15_RETRY,
  CALL_16_PAGE_GONE,
  CALL_16_RESUME,
  CALL_22_AGAIN,
} from './timers.ts'

/** Accepted, and no media yet. */
export function connecting(state: At<'connecting'>, event: CallEvent): Step {
  switch (event.is) {
    case 'media-flows':
      return [
        { ...state, at: 'connected', again: null },
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

/** Media flows, or did a moment ago. */
export function talking(state: At<'connected'> | At<'reconnecting'>, event: CallEvent): Step {
  if (event.is === 'give-way') return giveWay(state.facts.call)
  if (event.is === 'network-changed') return [state, [{ do: 'restart-ice' }]]
  return state.at === 'connected' ? connected(state, event) : reconnecting(state, event)
}

function connected(state: At<'connected'>, event: CallEvent): Step {
  const { facts, role, device, again } = state
  switch (event.is) {
    case 'media-stopped':
      return again === null ? lose(state, [{ do: 'restart-ice' }]) : goOn(facts, device, again)
    case 'peer-left':
      return again === null ? peerLeft(lose(state, [])) : goOn(facts, device, again)
    case 'offer':
      if (event.device !== device || event.facts.call === facts.call) return established(state, event)
      // Its page may have been loaded anew; in that case this call is about to fall silent (RESUME-1).
      return [{ ...state, again: event.facts }, [{ do: 'set-timer', timer: 'again', after: CALL_22_AGAIN }]]
    case 'timer':
      if (event.timer !== 'again' || again === null) return [state, []]
      return merge(end(facts, role, 'replaced', { tell: 'error', wasConnected: true }), ring(again, device))
    default: {
      const next = established(state, event)
      // What ends is the old call; the one that was offered meanwhile rings.
      return again !== null && next[0].at === 'ended' ? merge(next, ring(again, device)) : next
    }
  }
}

/** [UPG-4] Without a bye: the other device goes by its own account, and neither shows that anything has ended. */
const giveWay = (call: CallFacts['call']): Step => [
  { at: 'idle' },
  [
    { do: 'stop-timers' },
    { do: 'close-legs', call, except: null, bye: null },
    { do: 'tell-end', call, reason: 'upgraded' },
    { do: 'release' },
  ],
]

function reconnecting(state: At<'reconnecting'>, event: CallEvent): Step {
  const { facts, role, device } = state
  switch (event.is) {
    case 'media-flows':
      return [
        { at: 'connected', facts, role, device, again: null },
        [{ do: 'stop-timers' }, { do: 'tell-connected', call: facts.call }],
      ]
    case 'peer-left':
      return peerLeft([state, []])
    case 'offer':
      if (!state.resumable || event.device !== device || event.facts.call === facts.call)
        return established(state, event)
      return goOn(facts, device, event.facts)
    case 'ended':
      if (event.call !== facts.call || event.reason !== 'lost') return established(state, event)
      // The server's guess that the other page is gone. It may be on its way back (CALL-16).
      return [state, [{ do: 'set-timer', timer: 'give-up', after: CALL_16_PAGE_GONE }]]
    case 'timer':
      if (event.timer === 'resume') return [{ ...state, resumable: false }, []]
      if (event.timer === 'retry')
        return [state, [{ do: 'restart-ice' }, { do: 'set-timer', timer: 'retry', after: CALL_15_RETRY }]]
      if (event.timer !== 'give-up') return [state, []]
      return end(facts, role, 'lost', { tell: 'error', bye: 'error', wasConnected: true })
    default:
      return established(state, event)
  }
}

/** [CALL-15] Nothing arrives any more: the path is looked for, and the other page may come back (RESUME-1). */
function lose({ facts, role, device }: At<'connected'>, first: readonly CallEffect[]): Step {
  return [
    { at: 'reconnecting', facts, role, device, resumable: true },
    [
      ...first,
      { do: 'set-timer', timer: 'retry', after: CALL_15_RETRY },
      { do: 'set-timer', timer: 'give-up', after: CALL_15_GIVE_UP },
      { do: 'set-timer', timer: 'resume', after: CALL_16_RESUME },
    ],
  ]
}

/** [CALL-16] A page that was closed ends the call within 10 s. */
const peerLeft = (step: Step): Step =>
  merge(step, [step[0], [{ do: 'set-timer', timer: 'give-up', after: CALL_16_RESUME }]])

/** [RESUME-1] The same device is back with a new leg: the same call for people and for the history. */
function goOn(old: CallFacts, device: DeviceId, facts: CallFacts): Step {
  return [
    {
      at: 'reconnecting',
      facts: { ...facts, media: old.media, row: facts.row ?? old.row },
      role: 'callee',
      device,
      resumable: false,
    },
    [
      { do: 'stop-timers' },
      { do: 'close-legs', call: old.call, except: null, bye: null },
      { do: 'resume-leg', call: facts.call },
      { do: 'set-timer', timer: 'give-up', after: CALL_8_GIVE_UP },
    ],
  ]
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
          end(state.facts, state.role, 'replaced', { tell: 'error', wasConnected }),
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
