import { CallId, type PersonId } from '@tacet/protocol/ids'
import { encodeBase64url } from '@tacet/protocol/verified/base64url'
import { drawId } from '../identity/drawId.ts'
import type { Peers } from '../identity/Peers.ts'
import type { Vault } from '../identity/ports.ts'
import type { OwnTracks, PeerLink } from '../media/ports.ts'
import type { Signaling } from '../signaling/ports.ts'
import { CallController } from './CallController.ts'
import type { CallView } from './CallView.ts'
import { Notices } from './Notices.ts'
import { OtherTabs, type PhoneElsewhere } from './OtherTabs.ts'
import { PhoneTab } from './PhoneTab.ts'
import { SignedLegs, type Speaker } from './SignedLegs.ts'
import { makeTones } from './tones.ts'

export interface DirectCallsDeps {
  signaling: Signaling & { reconnect(): void }
  tracks: OwnTracks
  makeLink: (role: 'caller' | 'callee') => PeerLink
  me: PersonId
  /** Null while this device is not one of the person's own: it neither calls nor rings. */
  speaker: () => Speaker | null
  vault: Vault
  peers: Peers
  hideAddress: (person: PersonId) => boolean
  mayRing: (peer: PersonId) => boolean
}

export interface DirectCalls {
  readonly controller: CallController
  readonly otherTabs: OtherTabs
  readonly notices: Notices
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
  speaker,
  vault,
  peers,
  hideAddress,
  mayRing,
}: DirectCallsDeps): DirectCalls {
  const phone = new PhoneTab(() => signaling.reconnect())
  const legs: SignedLegs = new SignedLegs({
    speaker,
    vault,
    peers,
    drawNonce: () => encodeBase64url(crypto.getRandomValues(new Uint8Array(32))),
    now: () => performance.now(),
    wallClock: () => Date.now(),
    post: ({ callId, peer }, { m, sig, sdp }) => {
      const to = { person: peer.user as PersonId, device: peer.dev }
      const envelope = { m, ...(sig === undefined ? {} : { sig }), ...(sdp === undefined ? {} : { sdp }) }
      void signaling.send({ t: 'call-signal', call: callId, to, envelope }).then(ack => {
        if (!ack.ok && ack.failure.error === 'call-over') controller.callOver(callId)
      })
    },
  })
  const controller: CallController = new CallController({
    signaling,
    tracks,
    makeLink,
    me,
    peers,
    legs,
    hideAddress,
    mayRing,
    drawCallId: () => drawId(CallId),
    play: makeTones(),
  })
  const otherTabs = new OtherTabs(me, call => {
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
    notices: new Notices(),
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
