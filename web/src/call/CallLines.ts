import type { Media } from '@tacet/domain/call/CallState'
import type { ByeReason } from '@tacet/protocol/byeReason'
import type { Address, IceServer, LegMessage } from '@tacet/protocol/call'
import { decodeEnvelope } from '@tacet/protocol/decode'
import type { DownOf } from '@tacet/protocol/down'
import type { CallKind } from '@tacet/protocol/history'
import type { CallId, CallRowId, ConversationId, DeviceId } from '@tacet/protocol/ids'
import type {
  OwnTracks,
  PeerLink,
  PeerLinkEvent,
  Quality,
  RemoteSource,
  TransportFacts,
} from '../media/ports.ts'
import type { Signaling } from '../signaling/ports.ts'
import { NO_PEER_MEDIA, type PeerMedia } from './CallView.ts'
import { Leg } from './Leg.ts'

export interface CallLinesDeps {
  signaling: Signaling
  tracks: OwnTracks
  makeLink: (role: 'caller' | 'callee') => PeerLink
  me: () => Address
  /** True hides our address from the other side. */
  hideAddress: () => boolean
}

/** An offer as it came: enough to ring, and to answer it after the click. */
export interface IncomingOffer {
  readonly call: CallId
  readonly conversation: ConversationId
  readonly from: Address
  readonly media: CallKind
  readonly row: CallRowId | null
}

export type LineEvent =
  | { readonly is: 'offer'; readonly offer: IncomingOffer }
  | { readonly is: 'accepted'; readonly call: CallId; readonly device: DeviceId }
  | { readonly is: 'bye'; readonly call: CallId; readonly device: DeviceId; readonly reason: ByeReason }
  | { readonly is: 'call-over'; readonly call: CallId }
  | { readonly is: 'media-flows' }
  | { readonly is: 'media-stopped' }
  | { readonly is: 'peer'; readonly peer: PeerMedia }
  | { readonly is: 'looked'; readonly facts: TransportFacts | null; readonly quality: Quality }

const LOOK_EVERY = 2_000
const SOURCES: readonly RemoteSource[] = ['microphone', 'camera', 'screen', 'screen-audio']

/** The legs of the one call of this device: what goes over them, and what comes back as events. */
export class CallLines {
  readonly #deps: CallLinesDeps
  readonly #tell: (event: LineEvent) => void
  readonly #legs = new Map<DeviceId, Leg>()
  readonly #answers = new Map<DeviceId, string>()
  readonly #offers = new Map<CallId, { from: Address; sdp: string; iceServers: readonly IceServer[] }>()
  /** The one leg on which media may flow, once its path is secured. */
  #talking: { leg: Leg; looking: ReturnType<typeof setInterval> } | null = null
  iceServers: readonly IceServer[] = []

  constructor(deps: CallLinesDeps, tell: (event: LineEvent) => void) {
    this.#deps = deps
    this.#tell = tell
    deps.signaling.on('call-signal', message => this.#receive(message))
    deps.tracks.onChange(source => void this.#ownTrackChanged(source))
  }

  /** Caller: rings one more device. */
  async ring(call: CallId, peer: Address, media: CallKind): Promise<void> {
    this.#legs.get(peer.device)?.close()
    await this.#add('caller', call, peer).offer(media)
  }

  /** Callee, after the click: answer and consent. */
  async answer(call: CallId, media: Media): Promise<void> {
    const offer = this.#offers.get(call)
    if (!offer) return
    this.iceServers = offer.iceServers
    const leg = this.#add('callee', call, offer.from)
    await leg.answer(offer.sdp, media)
    this.#openPath(leg)
  }

  /** Caller: this device's consent came first; find the real path to it. */
  async proceed(device: DeviceId): Promise<void> {
    const leg = this.#legs.get(device)
    const answer = this.#answers.get(device)
    if (!leg || answer === undefined) return
    await leg.link.takeAnswer(answer)
    this.#openPath(leg)
  }

  restartIce(): void {
    for (const leg of this.#legs.values()) leg.link.restartIce()
  }

  /** Closes every leg but one; `bye` is what their devices are told, null where they know. */
  close(except: DeviceId | null, bye: ByeReason | null): void {
    for (const [device, leg] of [...this.#legs]) {
      if (device === except) continue
      if (bye) leg.bye(bye)
      leg.close()
      this.#legs.delete(device)
      this.#answers.delete(device)
      if (this.#talking?.leg === leg) {
        clearInterval(this.#talking.looking)
        this.#talking = null
      }
    }
  }

  /** Offers of other calls than this one are of no use any more. */
  keepOffer(call: CallId | null): void {
    for (const id of [...this.#offers.keys()]) if (id !== call) this.#offers.delete(id)
  }

  #add(role: 'caller' | 'callee', call: CallId, peer: Address): Leg {
    const { signaling, makeLink, me } = this.#deps
    const leg = new Leg({
      call,
      me: me(),
      peer,
      link: makeLink(role),
      post: async (to, envelope) => {
        const ack = await signaling.send({ t: 'call-signal', call, to, envelope })
        if (!ack.ok && ack.failure.error === 'call-over') this.#tell({ is: 'call-over', call })
      },
    })
    this.#legs.set(peer.device, leg)
    leg.link.on(event => this.#linkEvent(leg, event))
    return leg
  }

  #openPath(leg: Leg): void {
    if (this.#legs.get(leg.peer.device) !== leg) return
    const iceServers = this.iceServers.map(({ urls, username, credential }) => ({
      urls,
      ...(username === undefined ? {} : { username }),
      ...(credential === undefined ? {} : { credential }),
    }))
    leg.link.openPath({ iceServers, relayOnly: this.#deps.hideAddress() })
  }

  #receive({ call, conversation, from, envelope, ring }: DownOf<'call-signal'>): void {
    const decoded = decodeEnvelope(envelope)
    if (!decoded.ok) return
    const message = decoded.value
    const honest = message.callId === call && same(message.from, from) && same(message.to, this.#deps.me())
    if (!honest) return
    if (message.t !== 'offer') {
      this.#receiveInLeg(call, from, message, envelope.sdp)
      return
    }
    if (envelope.sdp === undefined || !ring) return
    this.#offers.set(call, { from, sdp: envelope.sdp, iceServers: ring.iceServers })
    this.#tell({ is: 'offer', offer: { call, conversation, from, media: message.media, row: ring.row } })
  }

  #receiveInLeg(call: CallId, from: Address, message: LegMessage, sdp: string | undefined): void {
    const { device } = from
    // The caller's bye reaches a device that only rings and has no leg yet.
    if (message.t === 'bye') this.#tell({ is: 'bye', call, device, reason: message.reason })
    const leg = this.#legs.get(device)
    if (!leg || leg.call !== call || !same(leg.peer, from)) return
    switch (message.t) {
      case 'answer':
        if (sdp !== undefined && !this.#answers.has(device)) this.#answers.set(device, sdp)
        return
      case 'accept':
        // Consent without an answer can't be acted on; a second one changes nothing.
        if (this.#answers.has(device)) this.#tell({ is: 'accepted', call, device })
        return
      case 'renego':
        if (sdp !== undefined) void leg.renegotiate(message.k, sdp)
        return
      case 'cand':
        void leg.addCandidates(message.cands)
        return
      case 'offer':
      case 'bye':
        return
    }
  }

  #linkEvent(leg: Leg, event: PeerLinkEvent): void {
    switch (event.is) {
      case 'secured':
        void this.#secured(leg)
        return
      case 'flowing':
        this.#tell({ is: 'media-flows' })
        this.#saySending(leg)
        return
      case 'silent':
        this.#tell({ is: 'media-stopped' })
        return
      case 'said':
        if (event.message.t === 'sending')
          this.#tell({ is: 'peer', peer: peerMedia(leg.link, event.message) })
        if (event.message.t === 'bye') {
          this.#tell({ is: 'bye', call: leg.call, device: leg.peer.device, reason: 'hangup' })
        }
        return
      case 'renegotiation':
      case 'candidate':
        return
    }
  }

  /** [RING-5] Tracks join after consent and a proven certificate, and not before. */
  async #secured(leg: Leg): Promise<void> {
    if (this.#talking?.leg === leg) return
    this.#talking = { leg, looking: setInterval(() => void this.#look(leg), LOOK_EVERY) }
    this.#tell({ is: 'peer', peer: peerMedia(leg.link, NO_PEER_MEDIA.sending) })
    for (const source of SOURCES) {
      const track = this.#deps.tracks.track(source)
      if (track) await leg.link.send(source, track)
    }
    this.#saySending(leg)
    await this.#look(leg)
  }

  async #look(leg: Leg): Promise<void> {
    const [facts, quality] = await Promise.all([leg.link.facts(), leg.link.quality()])
    if (this.#talking?.leg === leg) this.#tell({ is: 'looked', facts, quality })
  }

  /** [NEG-1] On and off by `replaceTrack` on the fixed m-lines; the other side is told on the data channel. */
  async #ownTrackChanged(source: RemoteSource): Promise<void> {
    const leg = this.#talking?.leg
    if (!leg) return
    await leg.link.send(source, this.#deps.tracks.track(source))
    this.#saySending(leg)
  }

  #saySending(leg: Leg): void {
    const { tracks } = this.#deps
    leg.link.say({
      t: 'sending',
      microphone: tracks.track('microphone') !== null && !tracks.muted,
      camera: tracks.track('camera') !== null,
      screen: tracks.track('screen') !== null,
      screenAudio: tracks.track('screen-audio') !== null,
    })
  }
}

const same = (a: Address, b: Address): boolean => a.person === b.person && a.device === b.device

function peerMedia(link: PeerLink, sending: PeerMedia['sending']): PeerMedia {
  return {
    sending,
    voice: link.receive('microphone'),
    camera: sending.camera ? link.receive('camera') : null,
    screen: sending.screen ? link.receive('screen') : null,
    screenAudio: sending.screenAudio ? link.receive('screen-audio') : null,
  }
}
