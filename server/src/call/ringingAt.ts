import type { LiveCall, LiveCallPhase } from '@tacet/domain/call/LiveCall'
import type { PersonId } from '@tacet/protocol/ids'

/** A call that rings. */
export type RingingCall = LiveCall & { readonly phase: Extract<LiveCallPhase, { at: 'ringing' }> }

/** Those of these calls that ring at this person. */
export function ringingAt(calls: readonly LiveCall[], person: PersonId): readonly RingingCall[] {
  return calls.flatMap(call =>
    call.phase.at === 'ringing' && call.callee === person ? { ...call, phase: call.phase } : [],
  )
}

/** [CALL-9] Of the calls that `caller` is in: the one by which `callee` calls them. */
export function crossingOf(
  calls: readonly LiveCall[],
  caller: PersonId,
  callee: PersonId,
): RingingCall | undefined {
  return ringingAt(calls, caller).find(call => call.caller.person === callee)
}
