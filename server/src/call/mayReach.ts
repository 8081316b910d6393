import type { LiveCall } from '@tacet/domain/call/LiveCall'
import { otherEnd } from '@tacet/domain/call/ringing'
import type { Address } from '@tacet/protocol/call'
import type { Sender } from '../signaling/ports.ts'

export const addressOf = (from: Sender): Address => ({ person: from.account.id, device: from.device })

/** Whether a device that takes part in a call may say something to another one. */
export function mayReach(call: LiveCall, from: Address, to: Address): boolean {
  if (from.person !== call.caller.person) {
    return to.person === call.caller.person && to.device === call.caller.device
  }
  if (to.person !== call.callee) return false
  // Legs that lost still get their bye.
  return call.phase.at !== 'ringing' || call.phase.rung.includes(to.device) || otherEnd(call, from) !== null
}
