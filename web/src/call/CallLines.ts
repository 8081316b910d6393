import type { Media } from '@tacet/domain/call/CallState'
import type { ByeReason } from '@tacet/protocol/byeReason'
import type { Address, IceServer } from '@tacet/protocol/call'
import type { DownOf } from '@tacet/protocol/down'
import type { CallKind } from '@tacet/protocol/history'
import type { CallId, DeviceId, PersonId } from '@tacet/protocol/ids'
import type { PeerMessage } from '@tacet/protocol/peer'
import type { Leg } from '@tacet/protocol/verified/leg'
import type { LegEvent } from '@tacet/protocol/verified/take'
import {
  type OwnTracks,
  type PeerLink,
  type PeerLinkEvent,
  type RemoteSource,
  SOURCES,
} from '../media/ports.ts'
import type { Signaling } from '../signaling/ports.ts'
import type { LegPost } from './LegPost.ts'
import { type Line, Lines, newLine, type OfferedLine } from './Line.ts'
import type { LineEvent } from './LineEvent.ts'
import { isUpgrade, peerMedia } from './peerMedia.ts'
import { RelayCredentials, rtcServers } from './RelayCredentials.ts'
import type { Heard, SignedLegs } from './SignedLegs.ts'
import { sendingOf } from './sendingOf.ts'

export interface CallLinesDeps {
  signaling: Signaling
  tracks: OwnTracks
  makeLink: (role: 'caller' | 'callee') => PeerLink
  legs: SignedLegs
  /** [SEC-5] Whether our address must stay hidden from this person. */
  hideAddress: (person: PersonId) => boolean
  post: Pick<LegPost, 'missed' | 'opened'>
}

const LOOK_EVERY = 2_000
/** [RING-1] So many devices of the callee are connected to while they ring; the others wait for the click. */
const PREPARED_LEGS = 3

/** The legs of this device's call: what goes over them, and what comes back as events. */
export class CallLines {
  readonly #deps: CallLinesDeps
  readonly #tell: (event: LineEvent) => void
  readonly #lines = new Lines()
  readonly #iceServersOf = new Map<CallId, readonly IceServer[]>()
  /** The line has no room for our pictures. */
  #thin = false
  #looking: ReturnType<typeof setInterval> | null = null
  readonly relay: RelayCredentials

  constructor(deps: CallLinesDeps, tell: (event: LineEvent) => void) {
    this.#deps = deps
    this.#tell = tell
    this.relay = new RelayCredentials({
      now: () => performance.now(),
      ask: call => deps.signaling.send({ t: 'call-relay', call }),
    })
    deps.signaling.on('call-signal', message => void this.#receive(message))
    deps.signaling.on('call-missing', ({ call, from, next, back }) => {
      deps.post.missed(call, from.device, next)
      if (back) this.#sayMissing(leg => leg.callId === call && leg.peer.dev === from.device, false)
    })
    deps.tracks.onChange(source => void this.#ownTrackChanged(source))
  }

  /** LEG-2: for all legs of the call that begins. */
  nextCtr(): Promise<number> {
    return this.#deps.legs.nextCtr()
  }

  /** Resolves when every message that has come so far has had its effect. */
  settled(): Promise<void> {
    return this.#deps.legs.settled()
  }

  /** Caller: rings one more device. */
  async ring(call: CallId, peer: Address, media: CallKind, ctr: number): Promise<void> {
    const before = this.#lines.find(call, peer.device)
    before?.link?.close()
    const others = this.#lines.of(call).filter(line => line !== before)
    const pre = this.relay.hasRelay && others.length < PREPARED_LEGS
    const line = newLine(call, peer, null)
    const link = this.#open(line, 'caller')
    if (pre) link.prepare(rtcServers(this.relay.servers))
    const offer = { ctr, media, pre: pre ? 1 : 0, sdp: await link.createOffer() } as const
    const error = await this.#deps.legs.begin(call, peer.person, peer.device, offer)
    if (error) this.#tell({ is: 'blocked', call, device: peer.device, error })
  }

  /**
   * Callee: where the caller would connect while it rings, answers at once. Nothing is consented to (RING-2). Otherwise
   * writes the answer and keeps it until the click.
   */
  prepare(call: CallId): void {
    const line = this.#lines.of(call).find(({ offer }) => offer !== null)
    if (!line?.offer) return
    this.relay.take(this.#iceServersOf.get(call) ?? [])
    // Whoever must hide and can't is told after the click, and not for having been called.
    if (this.lacksRelay(line.peer.person)) return
    if (line.offer.pre) void this.#answer(line)
    else void this.#describe(line, line.offer)
  }

  /** Callee, after the click: answer, if that has not been done, and consent. */
  async answer(call: CallId, media: Media): Promise<void> {
    const line = this.#lines.of(call).find(({ offer }) => offer !== null)
    if (!line || !(await this.#answer(line))) return
    const { device } = line.peer
    const error = await this.#deps.legs.accept(call, device, media)
    if (error) {
      this.#tell({ is: 'blocked', call, device, error })
      return
    }
    this.#openPath(line)
    await this.#secure(line)
  }

  /** Caller: this device's consent came first; find the real path to it. */
  proceed(call: CallId, device: DeviceId): void {
    const line = this.#lines.find(call, device)
    if (line) this.#openPath(line)
  }

  /** To the other side of the call, past the server. */
  say(message: PeerMessage): void {
    for (const { secured, link } of this.#lines.all()) if (secured) link?.say(message)
  }

  restartIce(): void {
    for (const line of this.#lines.all()) {
      this.#renewServers(line)
      line.link?.restartIce()
    }
  }

  /** [SEC-5] Our address must stay hidden from this person, and there is nothing to hide it. */
  lacksRelay(person: PersonId): boolean {
    return this.#deps.hideAddress(person) && !this.relay.hasRelay
  }

  /** [CALL-17] The line was down, and the server knows the call (again): nothing that was said meanwhile is lost. */
  async catchUp(): Promise<void> {
    await this.#deps.legs.settled()
    this.#deps.post.opened()
    this.#sayMissing(() => true, true)
  }

  #sayMissing(which: (leg: Leg) => boolean, back: boolean): void {
    for (const { leg, next } of this.#deps.legs.awaited()) {
      if (!which(leg)) continue
      const to = { person: leg.peer.user as PersonId, device: leg.peer.dev }
      void this.#deps.signaling.send({ t: 'call-missing', call: leg.callId, to, next, back })
    }
  }

  /** Closes every leg of a call but one; `bye` is what their devices are told, null where they know. */
  close(call: CallId, except: DeviceId | null, bye: ByeReason | null): void {
    for (const line of this.#lines.of(call)) {
      if (line.peer.device !== except) this.#close(line, bye)
    }
  }

  /** Offers of other calls than these are of no use any more. */
  keepOffers(calls: readonly CallId[]): void {
    for (const line of this.#lines.all()) {
      if (!calls.includes(line.call) && line.offer !== null && !line.secured) this.#close(line, null)
    }
    for (const id of [...this.#iceServersOf.keys()]) if (!calls.includes(id)) this.#iceServersOf.delete(id)
  }

  #close(line: Line, bye: ByeReason | null): void {
    // Before consent only a signed word counts, and it says more.
    if (bye && line.secured) line.link?.say({ t: 'bye' })
    void this.#deps.legs.end(line.call, line.peer.device, bye)
    line.link?.close()
    this.#lines.delete(line)
    if (line.secured) this.#stopLooking()
  }

  #open(line: Line, role: 'caller' | 'callee'): PeerLink {
    const link = this.#deps.makeLink(role)
    line.link = link
    this.#lines.put(line)
    link.on(event => void this.#linkEvent(line, link, event))
    return link
  }

  /** Answers an offer once, however often it is asked. False: that failed, which has been told. */
  #answer(line: Line): Promise<boolean> {
    line.answered ??= this.#sendAnswer(line)
    return line.answered
  }

  async #sendAnswer(line: Line): Promise<boolean> {
    const { call, peer, offer } = line
    if (!offer) return false
    this.relay.take(this.#iceServersOf.get(call) ?? [])
    if (this.lacksRelay(peer.person)) {
      this.#tell({ is: 'no-relay', call })
      return false
    }
    const sdp = await this.#describe(line, offer)
    const error = await this.#deps.legs.answer(call, peer.device, sdp)
    if (error) this.#tell({ is: 'blocked', call, device: peer.device, error })
    return error === null
  }

  /** The answer's description, written once. Where the leg waits it is there by the time of the click (PERF-2). */
  #describe(line: Line, offer: OfferedLine): Promise<string> {
    if (!line.description) {
      const link = this.#open(line, 'callee')
      if (offer.pre && this.relay.hasRelay) link.prepare(rtcServers(this.relay.servers))
      line.description = link.createAnswer(offer.sdp)
    }
    return line.description
  }

  #openPath(line: Line): void {
    if (!this.#lines.has(line)) return
    const iceServers = rtcServers(this.relay.servers)
    line.link?.openPath({ iceServers, relayOnly: this.#deps.hideAddress(line.peer.person) })
  }

  /** [SEC-6] What is gathered from now on needs credentials that still allocate. */
  #renewServers({ call, link }: Line): void {
    link?.renewServers(this.relay.renewed(call).then(servers => servers && rtcServers(servers)))
  }

  async #receive({ call, conversation, from, envelope, age, ring }: DownOf<'call-signal'>): Promise<void> {
    if (ring) this.#iceServersOf.set(call, ring.iceServers)
    const heard = await this.#deps.legs.hear({ call, from, envelope, age, chain: ring?.chain ?? null })
    if (heard.is === 'refused') this.#refused(heard)
    if (heard.is === 'missing') this.#sayMissing(leg => leg === heard.leg, false)
    if (heard.is !== 'event') return
    const { leg, event } = heard
    if (event.is === 'offer') {
      const peer: Address = { person: leg.peer.user as PersonId, device: leg.peer.dev }
      // A new offer takes the place of an earlier one of the same call (CALL-2).
      const before = this.#lines.find(leg.callId, peer.device)
      before?.link?.close()
      this.#lines.put(newLine(leg.callId, peer, { sdp: event.sdp, pre: event.pre === 1 }))
      if (before?.link) this.prepare(leg.callId)
      this.#tell({
        is: 'offer',
        offer: { call: leg.callId, conversation, from: peer, media: event.media, row: ring?.row ?? null },
      })
      return
    }
    await this.#apply(leg, event)
  }

  /** What a checked message means for its link. */
  async #apply(leg: Leg, event: Exclude<LegEvent, { is: 'offer' }>): Promise<void> {
    const { callId: call } = leg
    const { dev: device } = leg.peer
    const line = this.#lines.find(call, device)
    const link = line?.link
    const { legs } = this.#deps
    switch (event.is) {
      case 'answer':
        await link?.takeAnswer(event.sdp)
        await legs.confirm(call, device)
        return
      case 'accept':
        this.#tell({ is: 'accepted', call, device })
        if (line) await this.#secure(line)
        return
      case 'confirm':
        if (line) await this.#secure(line)
        return
      case 'candidates':
        for (const candidate of event.candidates) await link?.addCandidate(candidate)
        return
      case 'renego-offer': {
        if (line && link) this.#renewServers(line)
        const answer = (await link?.takeRenegotiation('offer', event.sdp)) ?? null
        if (answer !== null) await legs.renegotiate(call, device, 'answer', answer)
        return
      }
      case 'renego-answer':
        await link?.takeRenegotiation('answer', event.sdp)
        return
      case 'renego-ignored':
        return
      case 'bye':
        if (event.reason === 'error' && event.err !== '')
          this.#tell({ is: 'blocked', call, device, error: event.err })
        else this.#tell({ is: 'bye', call, device, reason: event.reason })
    }
  }

  #refused({ leg, error }: Extract<Heard, { is: 'refused' }>): void {
    const { dev: device } = leg.peer
    // A faulty offer never rings (ERR-2): there is no line of it, and nothing to be told.
    if (this.#lines.find(leg.callId, device)) this.#tell({ is: 'blocked', call: leg.callId, device, error })
  }

  async #linkEvent(line: Line, link: PeerLink, event: PeerLinkEvent): Promise<void> {
    const { call, peer } = line
    const { legs } = this.#deps
    switch (event.is) {
      case 'renegotiation':
        await legs.renegotiate(call, peer.device, event.kind, event.sdp)
        return
      case 'candidate':
        await legs.candidates(call, peer.device, [event.candidate])
        return
      case 'secured':
        await this.#certify(line, link)
        return
      case 'flowing':
        line.flowing = true
        if (line.secured) this.#flows(link)
        return
      case 'silent':
        line.flowing = false
        // A path that breaks while it rings has carried nothing yet.
        if (line.secured) this.#tell({ is: 'media-stopped' })
        return
      case 'said':
        if (event.message.t === 'sending') {
          line.sending = event.message
          if (line.secured) this.#tell({ is: 'peer', peer: peerMedia(link, line.sending) })
        }
        if (event.message.t === 'leaving' && line.secured) this.#tell({ is: 'peer-left' })
        if (event.message.t === 'bye' && line.secured)
          this.#tell({ is: 'bye', call, device: peer.device, reason: 'hangup' })
        if (isUpgrade(event.message) && line.secured) this.#tell({ is: 'said', message: event.message })
    }
  }

  /** [CERT-1] The certificate at the other end must be that of the signed description, each time DTLS comes up. */
  async #certify(line: Line, link: PeerLink): Promise<void> {
    const { call, peer } = line
    const error = await this.#deps.legs.certify(call, peer.device, link.remoteCertificates())
    if (error) {
      await this.#deps.legs.end(call, peer.device, 'error', error)
      this.#tell({ is: 'blocked', call, device: peer.device, error })
      return
    }
    await this.#secure(line)
  }

  /** [RING-5] Tracks join after consent, transcript and certificate are proven, and not before. */
  async #secure(line: Line): Promise<void> {
    const { call, peer, link } = line
    if (line.secured || !link || !this.#deps.legs.isSecured(call, peer.device)) return
    if (!this.#lines.has(line)) return
    line.secured = true
    this.#tell({ is: 'secured', sas: await this.#deps.legs.sas(call, peer.device) })
    this.#tell({ is: 'peer', peer: peerMedia(link, line.sending) })
    if (line.flowing) this.#flows(link)
    for (const source of SOURCES) {
      const track = this.#deps.tracks.track(source)
      if (track) await link.send(source, track)
      if (source === 'screen') await link.pauseScreen(this.#deps.tracks.screenPaused)
    }
    this.#saySending(link)
    this.#thin = false
    this.#stopLooking()
    this.#looking = setInterval(() => void this.#look(line, link), LOOK_EVERY)
    await this.#look(line, link)
  }

  #flows(link: PeerLink): void {
    this.#tell({ is: 'media-flows' })
    this.#saySending(link)
  }

  async #look(line: Line, link: PeerLink): Promise<void> {
    const [facts, quality] = await Promise.all([link.facts(), link.quality()])
    if (!this.#lines.has(line)) return
    this.#tell({ is: 'looked', facts, quality })
    if (quality.videoPaused === this.#thin) return
    this.#thin = quality.videoPaused
    this.#saySending(link)
  }

  #stopLooking(): void {
    if (this.#looking) clearInterval(this.#looking)
    this.#looking = null
  }

  /** [NEG-1] On and off by `replaceTrack` on the fixed m-lines; the other side is told on the data channel. */
  async #ownTrackChanged(source: RemoteSource): Promise<void> {
    for (const { secured, link } of this.#lines.all()) {
      if (!secured || !link) continue
      await link.send(source, this.#deps.tracks.track(source))
      if (source === 'screen') await link.pauseScreen(this.#deps.tracks.screenPaused)
      this.#saySending(link)
    }
  }

  #saySending(link: PeerLink): void {
    link.say(sendingOf(this.#deps.tracks, this.#thin))
  }
}
