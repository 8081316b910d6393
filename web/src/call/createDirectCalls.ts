import { CallId, type ConversationId, type PersonId } from '@tacet/protocol/ids'
import { encodeBase64url } from '@tacet/protocol/verified/base64url'
import { drawId } from '../identity/drawId.ts'
import type { Peers } from '../identity/Peers.ts'
import type { Vault } from '../identity/ports.ts'
import type { OwnTracks, PeerLink } from '../media/ports.ts'
import type { Signaling } from '../signaling/ports.ts'
import { CallController } from './CallController.ts'
import { LegPost } from './LegPost.ts'
import { Notices } from './Notices.ts'
import { OtherTabs, type PhoneElsewhere } from './OtherTabs.ts'
import { PhoneTab } from './PhoneTab.ts'
import { leaveNote, takeNote } from './ResumeNote.ts'
import { SignedLegs, type Speaker } from './SignedLegs.ts'
import { Telephone } from './Telephone.ts'
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
  readonly telephone: Telephone
  /** The call that is shown now; components follow it with `useShownCall`. */
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
  const post = new LegPost(signaling, call => telephone.callOver(call))
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
  const telephone: Telephone = new Telephone({
    signaling,
    tracks,
    play: makeTones(),
    makeCall: parts =>
      new CallController({
        ...parts,
        makeLink,
        me,
        peers,
        legs,
        post,
        hideAddress,
        mayRing,
        drawCallId: () => drawId(CallId),
      }),
  })
  const otherTabs = new OtherTabs(me, call => {
    for (const line of telephone.both) {
      const now = line.store.getState().call
      if (now.at === 'ringing-in' && now.facts.call === call) line.decline()
    }
  })
  const unsubscribes = telephone.both.map(({ store }) =>
    store.subscribe((view, before) => {
      if (view.call === before.call) return
      const state = elsewhere(telephone)
      phone.setInCall(state.is !== 'quiet')
      otherTabs.tell(state)
    }),
  )
  const leave = () => {
    const call = telephone.leavePage()
    if (call) leaveNote(call, sessionStorage, Date.now())
  }
  addEventListener('pagehide', leave)
  const networkChanged = () => telephone.networkChanged()
  const network = connectionOf(navigator)
  addEventListener('online', networkChanged)
  network?.addEventListener('change', networkChanged)
  return {
    telephone,
    get controller() {
      return telephone.shown
    },
    otherTabs,
    notices: new Notices(),
    phone,
    resume() {
      if (!phone.isPhone || !speaker()) return
      const note = takeNote(sessionStorage, Date.now())
      const conversation = note && conversationWith(note.peer)
      if (note && conversation) telephone.shown.resume({ ...note, conversation })
    },
    close() {
      removeEventListener('pagehide', leave)
      removeEventListener('online', networkChanged)
      network?.removeEventListener('change', networkChanged)
      for (const unsubscribe of unsubscribes) unsubscribe()
      telephone.hangUp()
      otherTabs.close()
    },
  }
}

/** A ring comes first: that is what other tabs can do something about. */
function elsewhere({ both, shown }: Telephone): PhoneElsewhere {
  const calls = [shown, ...both].map(({ store }) => store.getState().call)
  const ringing = calls.find(call => call.at === 'ringing-in')
  if (ringing) {
    const { call, peer, media } = ringing.facts
    return { is: 'ringing', call, peer, media }
  }
  const running = calls.find(call => call.at !== 'idle' && call.at !== 'ended')
  return running ? { is: 'calling', peer: running.facts.peer } : { is: 'quiet' }
}

/** What the browser knows of its network; not every browser tells. */
const connectionOf = (
  navigator: Navigator & { readonly connection?: EventTarget },
): EventTarget | undefined => navigator.connection
