import type { Address } from '@tacet/protocol/call'
import { CallId } from '@tacet/protocol/ids'
import { drawId } from '../identity/drawId.ts'
import type { OwnTracks, PeerLink } from '../media/ports.ts'
import type { Signaling } from '../signaling/ports.ts'
import { CallController } from './CallController.ts'
import type { CallView } from './CallView.ts'
import { OtherTabs, type PhoneElsewhere } from './OtherTabs.ts'
import { PhoneTab } from './PhoneTab.ts'
import { makeTones } from './tones.ts'

export interface DirectCallsDeps {
  signaling: Signaling & { reconnect(): void }
  tracks: OwnTracks
  makeLink: (role: 'caller' | 'callee') => PeerLink
  me: Address
  hideAddress: () => boolean
}

export interface DirectCalls {
  readonly controller: CallController
  readonly otherTabs: OtherTabs
  /** Await before the line opens: its handshake says whether this tab is the phone. */
  readonly phone: PhoneTab
  close(): void
}

/** Everything about direct calls in this page, ready for its components. */
export function createDirectCalls({
  signaling,
  tracks,
  makeLink,
  me,
  hideAddress,
}: DirectCallsDeps): DirectCalls {
  const phone = new PhoneTab(() => signaling.reconnect())
  const controller = new CallController({
    signaling,
    tracks,
    makeLink,
    me: () => me,
    hideAddress,
    drawCallId: () => drawId(CallId),
    play: makeTones(),
  })
  const otherTabs = new OtherTabs(me.person, call => {
    const now = controller.store.getState().call
    if (now.at === 'ringing-in' && now.facts.call === call) controller.decline()
  })
  const unsubscribe = controller.store.subscribe((view, before) => {
    if (view.call === before.call) return
    const state = elsewhere(view)
    phone.setInCall(state.is !== 'quiet')
    otherTabs.tell(state)
  })
  const leave = () => controller.leavePage()
  addEventListener('pagehide', leave)
  return {
    controller,
    otherTabs,
    phone,
    close() {
      removeEventListener('pagehide', leave)
      unsubscribe()
      controller.hangUp()
      otherTabs.close()
    },
  }
}

function elsewhere({ call }: CallView): PhoneElsewhere {
  switch (call.at) {
    case 'idle':
    case 'ended':
      return { is: 'quiet' }
    case 'ringing-in':
      return { is: 'ringing', call: call.facts.call, peer: call.facts.peer, media: call.facts.media }
    case 'preparing':
    case 'dialing':
    case 'ringing-out':
    case 'connecting':
    case 'connected':
    case 'reconnecting':
      return { is: 'calling', peer: call.facts.peer }
  }
}
