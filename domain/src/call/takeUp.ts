import type { Address } from '@tacet/protocol/call'
import type { CallId, DeviceId } from '@tacet/protocol/ids'
import { survivesGlare } from './glare.ts'
import type { LiveCall } from './LiveCall.ts'
import { otherEnd, takesPart } from './ringing.ts'

/**
 * [CALL-16] What becomes of a call when a page that was in it is loaded anew, and its device `by` calls the one at the
 * other end, `resumes`, with the id `call`: it goes on in its row; or it is over, or was never theirs; or both pages
 * were loaded anew, and the other one's call survives (GLARE-1).
 */
export function takeUp(
  old: LiveCall,
  by: Address,
  resumes: DeviceId,
  call: CallId,
): 'goes-on' | 'yields' | 'over' {
  if (old.phase.at !== 'ringing') {
    return takesPart(old, by) && otherEnd(old, by)?.device === resumes ? 'goes-on' : 'over'
  }
  const crosses = old.resumes === by.device && old.callee === by.person && old.caller.device === resumes
  if (!crosses) return 'over'
  return survivesGlare(old.id, call) ? 'yields' : 'goes-on'
}
