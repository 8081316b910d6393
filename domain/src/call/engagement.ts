import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import type { LiveCall } from './LiveCall.ts'

/** [CALL-10] How a call finds the person that it is for. */
export type Reception =
  /** It rings on all of their devices. */
  | { readonly is: 'free' }
  /** They are in a call on this device: it waits there, silently, and rings nowhere else. */
  | { readonly is: 'waiting'; readonly device: DeviceId }
  | { readonly is: 'busy' }

/**
 * [CALL-10] One call that runs and one that waits: that is all a person can be in. `calls`: those that engage them
 * already · `waiting`: false where the organization has decided that whoever is in a call is busy.
 */
export function receptionOf(person: PersonId, calls: readonly LiveCall[], waiting: boolean): Reception {
  const [call, ...more] = calls
  if (!call) return { is: 'free' }
  // Somebody who is called or calls is not in a call yet: what would be put on hold?
  if (more.length > 0 || call.phase.at === 'ringing' || !waiting) return { is: 'busy' }
  return { is: 'waiting', device: call.callee === person ? call.phase.device : call.caller.device }
}
