import type { PersonId } from '@tacet/protocol/ids'
import { type CallEffect, type CallState, isFree } from './CallState.ts'

/** A device has two lines: a call that runs, and one that waits or is on hold (CALL-10). */
export type Line = 0 | 1
export type Calls = readonly [CallState, CallState]

export const otherLine = (line: Line): Line => (line === 0 ? 1 : 0)

/** Accepted, and not over. */
export const runs = ({ at }: CallState): boolean =>
  at === 'connecting' || at === 'connected' || at === 'reconnecting'

/** It rings, silently, at somebody who is in another call. */
export const waits = (calls: Calls, line: Line): boolean =>
  calls[line].at === 'ringing-in' && runs(calls[otherLine(line)])

/** [CALL-10], [CALL-22]: which line takes a call of this peer that is new to the device. */
export function lineFor(calls: Calls, shown: Line, peer: PersonId): Line {
  const other = otherLine(shown)
  const isOfPeer = (call: CallState) => !isFree(call) && call.facts.peer === peer
  if (isOfPeer(calls[shown])) return shown
  if (isOfPeer(calls[other])) return other
  // Where no call runs there is nothing to wait behind; where both lines are taken, the shown one says so.
  return runs(calls[shown]) && isFree(calls[other]) ? other : shown
}

/** Which call the person sees: the one they have chosen, until it is over and another one is left. */
export function shownAfter(calls: Calls, shown: Line): Line {
  const other = otherLine(shown)
  const here = calls[shown].at
  if (here === 'idle') return isFree(calls[other]) ? shown : other
  if (here === 'ended') return calls[other].at === 'ringing-in' ? other : shown
  return waits(calls, shown) ? other : shown
}

type Sound = Extract<CallEffect, { do: 'sound' }>['sound']

/** What is heard of a line's tone; null: the present tone goes on. Who waits is announced once, softly. */
export function soundOf(calls: Calls, line: Line, sound: Sound): Sound | 'knock' | null {
  const other = calls[otherLine(line)]
  if (sound === 'ring') return runs(other) ? 'knock' : 'ring'
  if (runs(calls[line])) return sound
  // The end of a call that only waited is silent, and no end stops the ring of the other one.
  if (other.at === 'ringing-in') return null
  return runs(other) && !endedWhileRunning(calls[line]) ? null : sound
}

const endedWhileRunning = (call: CallState): boolean => call.at === 'ended' && call.wasConnected
