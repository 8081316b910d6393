import { CallId, type ConversationId, type PersonId } from '@tacet/protocol/ids'
import { encodeBase64url } from '@tacet/protocol/verified/base64url'
import { drawId } from '../identity/drawId.ts'
import type { Peers } from '../identity/Peers.ts'
import type { Vault } from '../identity/ports.ts'
import type { OwnTracks, PeerLink } from '../media/ports.ts'
import type { Signaling } from '../signaling/ports.ts'
import { CallController } from './CallController.ts'
import type { CallView } from './CallView.ts'
import { LegPost } from './LegPost.ts'
import { Notices } from './Notices.ts'
import { OtherTabs, type PhoneElsewhere } from './OtherTabs.ts'
import { PhoneTab } from './PhoneTab.ts'
import { leaveNote, takeNote } from './ResumeNote.ts'
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
  /** The direct message with somebody. */
  conversationWith: (person: PersonId) => ConversationId | null
}

export interface DirectCalls {
  readonly controller: CallController
  readonly otherTabs: OtherTabs
  readonly notices: Notices
  /** Await before the line opens: its handshake says whether this tab is the phone. */
  readonly phone: PhoneTab
  /** [CALL-16] Takes up the call that this page was in before it was loaded anew. This device must be listed by now. */
  resume(): void
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
  conversationWith,
}: DirectCallsDeps): DirectCalls {
  const phone = new PhoneTab(() => signaling.reconnect())
  const post = new LegPost(signaling, call => controller.callOver(call))
  const legs = new SignedLegs({
    speaker,
    vault,
    peers,
    drawNonce: () => encodeBase64url(crypto.getRandomValues(new Uint8Array(32))),
    now: () => performance.now(),
    wallClock: () => Date.now(),
    post: (leg, envelope) => post.post(leg, envelope),
    over: (call, device) => post.end(call, device),
  })
  const controller: CallController = new CallController({
    signaling,
    tracks,
    makeLink,
    me,
    peers,
    legs,
    post,
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
  const leave = () => {
    const call = controller.leavePage()
    if (call) leaveNote(call, sessionStorage, Date.now())
  }
  addEventListener('pagehide', leave)
  const networkChanged = () => controller.networkChanged()
  const network = connectionOf(navigator)
  addEventListener('online', networkChanged)
  network?.addEventListener('change', networkChanged)
  return {
    controller,
    otherTabs,
    notices: new Notices(),
    phone,
    resume() {
      if (!phone.isPhone || !speaker()) return
      const note = takeNote(sessionStorage, Date.now())
      const conversation = note && conversationWith(note.peer)
      if (note && conversation) controller.resume({ ...note, conversation })
    },
    close() {
      removeEventListener('pagehide', leave)
      removeEventListener('online', networkChanged)
      network?.removeEventListener('change', networkChanged)
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

/** What the browser knows of its network; not every browser tells. */
const connectionOf = (
  navigator: Navigator & { readonly connection?: EventTarget },
): EventTarget | undefined => navigator.connection
