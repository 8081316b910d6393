import type { LiveCall, RingingEffect } from '@tacet/domain/call/LiveCall'
import type { PersonId } from '@tacet/protocol/ids'
import type { CallHistory } from '../history/ports.ts'
import type { Delivery } from '../signaling/ports.ts'

interface Hands {
  readonly delivery: Delivery
  readonly history: CallHistory
  readonly setInCall: (person: PersonId, inCall: boolean) => Promise<void>
}

/** Does what the rules of ringing ask for. */
export async function performEffect(
  { delivery, history, setInCall }: Hands,
  call: LiveCall,
  effect: RingingEffect,
): Promise<void> {
  const { caller, callee } = call
  switch (effect.do) {
    case 'offer-to':
      delivery.toPhone(caller.person, caller.device, {
        t: 'call-device',
        call: call.id,
        device: effect.device,
      })
      return
    case 'say-ringing':
      delivery.toPhone(caller.person, caller.device, {
        t: 'call-ringing',
        call: call.id,
        device: effect.device,
      })
      return
    case 'say-ended':
      delivery.toPhone(effect.to.person, effect.to.device, {
        t: 'call-ended',
        call: call.id,
        reason: effect.reason,
      })
      return
    case 'row-connected':
      await history.connected(call.row)
      await Promise.all([caller.person, callee].map(person => setInCall(person, true)))
      return
    case 'row-ended':
      await history.ended(call.row, effect.by)
      if (effect.talksOn) return
      // Of a call that was not heard the callee may be in another one.
      await Promise.all(
        [caller.person, ...(call.unheard ? [] : [callee])].map(person => setInCall(person, false)),
      )
  }
}
