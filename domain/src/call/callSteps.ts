import type { ByeReason } from '@tacet/protocol/byeReason'
import type { CallEndReason } from '@tacet/protocol/call'
import type { DeviceId } from '@tacet/protocol/ids'
import type { CallEffect, CallEvent, CallFacts, CallOutcome, CallRole, CallState } from './CallState.ts'
import { CALL_12_NO_ANSWER } from './timers.ts'

/** A state, and what is to be done on the way into it. */
export type Step = readonly [CallState, readonly CallEffect[]]
export type At<K extends CallState['at']> = Extract<CallState, { at: K }>

export function ring(facts: CallFacts, device: DeviceId): Step {
  return [
    { at: 'ringing-in', facts, device },
    [
      { do: 'say-ringing', call: facts.call },
      { do: 'prepare-leg', call: facts.call },
      { do: 'sound', sound: 'ring' },
      // The caller gives up first; this one only catches a caller and a server that both fell silent.
      { do: 'set-timer', timer: 'no-answer', after: CALL_12_NO_ANSWER + 5_000 },
    ],
  ]
}

/** An offer this device can't take: nothing rings, the server is told. */
export function busy(state: CallState, event: Extract<CallEvent, { is: 'offer' }>): Step {
  return [state, [{ do: 'tell-end', call: event.facts.call, reason: 'busy' }]]
}

export interface EndOptions {
  /** What the server is told; null when it knows already. */
  tell?: ByeReason | null
  /** What the legs are told; absent when they are gone or know already. */
  bye?: ByeReason
  refusal?: Extract<CallState, { at: 'ended' }>['refusal']
  error?: string
  wasConnected?: boolean
}

export function end(facts: CallFacts, role: CallRole, outcome: CallOutcome, options: EndOptions): Step {
  const { tell = null, bye = null, refusal = null, error = null, wasConnected = false } = options
  return [
    { at: 'ended', facts, role, outcome, refusal, error, wasConnected },
    [
      { do: 'stop-timers' },
      { do: 'close-legs', call: facts.call, except: null, bye },
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
export const outcomeOfBye = (reason: ByeReason): CallEndReason => OUTCOME_OF_BYE[reason]

export const merge = (first: Step, second: Step): Step => [second[0], [...first[1], ...second[1]]]
