import { CALL_14_PING } from '@tacet/domain/call/timers'
import { decodePeerMessage } from '@tacet/protocol/decode'
import type { PeerMessage } from '@tacet/protocol/peer'
import { FlowWatch } from './FlowWatch.ts'
import type {
  LegCandidate,
  PathPolicy,
  PeerLink,
  PeerLinkEvent,
  QualityReport,
  RemoteSource,
  TransportFacts,
} from './ports.ts'
import { type QualitySample, readQuality } from './readQuality.ts'
import { readTransportFacts } from './readTransportFacts.ts'
import { type ShownAddress, shownAddress } from './shownAddress.ts'
import { showsAddress } from './showsAddress.ts'
import { lookAtLine, NO_PAUSE } from './videoPause.ts'

/** [ICE-1] The five m-lines of every leg, in this order; data is the fifth. */
const M_LINES: readonly { source: RemoteSource; kind: 'audio' | 'video' }[] = [
  { source: 'microphone', kind: 'audio' },
  { source: 'camera', kind: 'video' },
  { source: 'screen', kind: 'video' },
  { source: 'screen-audio', kind: 'audio' },
]

/** [ICE-2] A link that waits for consent knows no server and no address: it gathers nothing. */
const WAITING: RTCConfiguration = { bundlePolicy: 'max-bundle', iceServers: [], iceTransportPolicy: 'relay' }

/** [ICE-3] A prepared link that is not connected after so long looks for the real path all the same. Milliseconds. */
const CONNECT_FIRST = 2_000

/** [ICE-3] So long after it began to look for a direct path a link tries once more, and then stays relayed. */
const DIRECT_WITHIN = 5_000

/** Bits per second of Opus: as it is made for speech, and where the line is so thin that headers weigh as much. */
const VOICE = 32_000
const THIN_VOICE = 16_000

const MAX_BITRATE: Partial<Record<RemoteSource, number>> = { camera: 2_000_000, screen: 4_000_000 }

/** A PeerLink on RTCPeerConnection. The caller is impolite, the callee polite (NEG-2). */
export class RtcPeerLink implements PeerLink {
  readonly #pc = new RTCPeerConnection(WAITING)
  readonly #polite: boolean
  readonly #channel: RTCDataChannel
  readonly #listeners = new Set<(event: PeerLinkEvent) => void>()
  readonly #flow: FlowWatch
  readonly #pinging: ReturnType<typeof setInterval>
  /** One thing at a time: descriptions and candidates apply in the order in which they came. */
  #queue: Promise<unknown> = Promise.resolve()
  #open = false
  /** Every address that leaves is the relay's: while it rings, and afterwards where the person hides theirs. */
  #relayOnly = true
  #prepared = false
  #restartsWhenConnected: ReturnType<typeof setTimeout> | null = null
  #looksForDirect: ReturnType<typeof setTimeout> | null = null
  #makingOffer = false
  /** The connection is up, and its DTLS not quite. */
  #awaitsDtls = false
  #secured = false
  #lastSample: QualitySample | null = null
  #videoPause = NO_PAUSE
  #screenPaused = false
  readonly #shown: { local: ShownAddress | null; remote: ShownAddress | null } = { local: null, remote: null }

  constructor(role: 'caller' | 'callee') {
    this.#polite = role === 'callee'
    if (role === 'caller') {
      for (const { kind } of M_LINES) this.#pc.addTransceiver(kind, { direction: 'sendrecv' })
    }
    this.#channel = this.#pc.createDataChannel('peer', { negotiated: true, id: 0 })
    // The first ping starts the other side's clock (CALL-14): it need not wait for its turn.
    this.#channel.onopen = () => this.say({ t: 'ping' })
    this.#channel.onmessage = event => this.#hear(String(event.data))
    this.#pinging = setInterval(() => {
      this.say({ t: 'ping' })
      this.#lookAtDtls()
    }, CALL_14_PING)
    this.#flow = new FlowWatch(this.#pc, is => this.#tell({ is }))
    this.#pc.onicecandidate = ({ candidate }) => {
      if (!candidate || !(this.#open || this.#prepared)) return
      // [ICE-2] The browser keeps to the policy; this is for the day on which one doesn't.
      if (this.#relayOnly && showsAddress(candidate.candidate)) return
      this.#tell({
        is: 'candidate',
        candidate: {
          mid: candidate.sdpMid ?? '0',
          ufrag: candidate.usernameFragment ?? '',
          cand: candidate.candidate,
        },
      })
    }
    this.#pc.onnegotiationneeded = () => {
      if (this.#open) void this.#offerAgain()
    }
    this.#pc.onconnectionstatechange = () => {
      if (this.#pc.connectionState === 'connected') {
        this.#connected()
        this.#restartOnce()
      }
      if (this.#pc.connectionState === 'disconnected' || this.#pc.connectionState === 'failed')
        this.#flow.broken()
    }
  }

  prepare(iceServers: readonly RTCIceServer[]): void {
    this.#prepared = true
    this.#pc.setConfiguration({ ...WAITING, iceServers: [...iceServers] })
  }

  createOffer(): Promise<string> {
    return this.#inOrder(async () => {
      await this.#pc.setLocalDescription(await this.#pc.createOffer())
      return this.#localSdp()
    })
  }

  createAnswer(offer: string): Promise<string> {
    return this.#inOrder(async () => {
      await this.#pc.setRemoteDescription({ type: 'offer', sdp: offer })
      for (const transceiver of this.#pc.getTransceivers()) transceiver.direction = 'sendrecv'
      await this.#pc.setLocalDescription(await this.#pc.createAnswer())
      return this.#localSdp()
    })
  }

  takeAnswer(answer: string): Promise<void> {
    return this.#inOrder(() => this.#pc.setRemoteDescription({ type: 'answer', sdp: answer }))
  }

  openPath({ iceServers, relayOnly }: PathPolicy): void {
    this.#pc.setConfiguration({
      ...WAITING,
      iceServers: [...iceServers],
      iceTransportPolicy: relayOnly ? 'relay' : 'all',
    })
    this.#open = true
    this.#relayOnly = relayOnly
    if (this.#polite) return
    if (!relayOnly) this.#looksForDirect = setTimeout(() => void this.#tryDirectAgain(), DIRECT_WITHIN)
    if (!this.#prepared || this.#pc.connectionState === 'connected') this.restartIce()
    else this.#restartsWhenConnected = setTimeout(() => this.#restartOnce(), CONNECT_FIRST)
  }

  renewServers(servers: Promise<readonly RTCIceServer[] | null>): void {
    void this.#inOrder(async () => {
      const fresh = await servers
      if (!fresh || this.#pc.signalingState === 'closed') return
      this.#pc.setConfiguration({ ...this.#pc.getConfiguration(), iceServers: [...fresh] })
    })
  }

  restartIce(): void {
    if (this.#pc.signalingState === 'closed') return
    this.#pc.restartIce()
  }

  takeRenegotiation(kind: 'offer' | 'answer', sdp: string): Promise<string | null> {
    return this.#inOrder(async () => {
      if (kind === 'answer') {
        if (this.#pc.signalingState !== 'have-local-offer') return null
        await this.#pc.setRemoteDescription({ type: 'answer', sdp })
        return null
      }
      const collides = this.#makingOffer || this.#pc.signalingState !== 'stable'
      if (collides && !this.#polite) return null
      await this.#pc.setRemoteDescription({ type: 'offer', sdp })
      await this.#pc.setLocalDescription()
      return this.#localSdp()
    })
  }

  addCandidate({ mid, ufrag, cand }: LegCandidate): Promise<void> {
    return this.#inOrder(async () => {
      try {
        await this.#pc.addIceCandidate({ candidate: cand, sdpMid: mid, usernameFragment: ufrag || null })
      } catch {
        // Of a generation that a restart or a rollback has replaced: of no use any more.
      }
    })
  }

  async send(source: RemoteSource, track: MediaStreamTrack | null): Promise<void> {
    if (!this.#secured) throw new Error('no track before consent and a checked certificate')
    const { sender } = this.#transceiver(source)
    await sender.replaceTrack(track)
    if (!track) return
    const parameters = sender.getParameters()
    const [encoding] = parameters.encodings
    if (!encoding) return
    const maxBitrate = MAX_BITRATE[source]
    if (maxBitrate !== undefined) encoding.maxBitrate = maxBitrate
    // Where there is not room for everything, voices come first.
    encoding.priority = source === 'microphone' ? 'high' : 'low'
    encoding.networkPriority = encoding.priority
    if (source === 'screen')
      parameters.degradationPreference =
        track.contentHint === 'motion' ? 'maintain-framerate' : 'maintain-resolution'
    await sender.setParameters(parameters)
    await this.#share()
  }

  async pauseScreen(paused: boolean): Promise<void> {
    this.#screenPaused = paused
    await this.#share()
  }

  /** Gives the line to those for whom there is room (see `videoPause`). */
  async #share(): Promise<void> {
    const { paused } = this.#videoPause
    await this.#encode('camera', { active: !paused })
    await this.#encode('screen', { active: !paused && !this.#screenPaused })
    await this.#encode('microphone', { maxBitrate: paused ? THIN_VOICE : VOICE })
  }

  async #encode(source: RemoteSource, wanted: Partial<RTCRtpEncodingParameters>): Promise<void> {
    const { sender } = this.#transceiver(source)
    const parameters = sender.getParameters()
    const [encoding] = parameters.encodings
    const now = new Map(Object.entries(encoding ?? {}))
    if (!encoding || Object.entries(wanted).every(([name, value]) => now.get(name) === value)) return
    Object.assign(encoding, wanted)
    await sender.setParameters(parameters)
  }

  receive(source: RemoteSource): MediaStreamTrack {
    return this.#transceiver(source).receiver.track
  }

  say(message: PeerMessage): void {
    if (this.#channel.readyState === 'open') this.#channel.send(JSON.stringify(message))
  }

  remoteCertificates(): readonly ArrayBuffer[] | undefined {
    return this.#pc.getSenders()[0]?.transport?.getRemoteCertificates?.()
  }

  async facts(): Promise<TransportFacts | null> {
    const { localDescription, remoteDescription } = this.#pc
    // What was told once stays known, also while a restart gathers anew.
    this.#shown.local = shownAddress(localDescription?.sdp) ?? this.#shown.local
    this.#shown.remote = shownAddress(remoteDescription?.sdp) ?? this.#shown.remote
    return readTransportFacts(await this.#pc.getStats(), this.#shown)
  }

  async quality(): Promise<QualityReport> {
    const { report, sample, available } = readQuality(await this.#pc.getStats(), this.#lastSample)
    this.#lastSample = sample
    const before = this.#videoPause
    this.#videoPause = lookAtLine(before, available, this.#sendsPictures())
    if (this.#videoPause.paused !== before.paused) await this.#share()
    return { ...report, videoPaused: this.#videoPause.paused }
  }

  on(listener: (event: PeerLinkEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    clearInterval(this.#pinging)
    if (this.#restartsWhenConnected) clearTimeout(this.#restartsWhenConnected)
    if (this.#looksForDirect) clearTimeout(this.#looksForDirect)
    this.#flow.stop()
    this.#listeners.clear()
    this.#pc.close()
  }

  async #tryDirectAgain(): Promise<void> {
    const facts = await this.facts()
    if (facts?.path === 'relayed') this.restartIce()
  }

  #sendsPictures(): boolean {
    const pictures = (['camera', 'screen'] as const).map(source => this.#transceiver(source).sender.track)
    return pictures.some(track => track !== null)
  }

  #restartOnce(): void {
    if (!this.#restartsWhenConnected) return
    clearTimeout(this.#restartsWhenConnected)
    this.#restartsWhenConnected = null
    this.restartIce()
  }

  /** The transport learns of its DTLS a moment after the connection does; only then it knows the certificates. */
  #connected(): void {
    const transport = this.#pc.getSenders()[0]?.transport
    if (transport && transport.state !== 'connected') {
      this.#awaitsDtls = true
      transport.onstatechange = () => this.#lookAtDtls()
      return
    }
    this.#awaitsDtls = false
    this.#secured = true
    this.#tell({ is: 'secured' })
    this.#flow.start()
  }

  /** Once in a hundred calls Chromium brings DTLS up without an event: so it is also looked at with every ping. */
  #lookAtDtls(): void {
    if (this.#awaitsDtls) this.#connected()
  }

  #transceiver(source: RemoteSource): RTCRtpTransceiver {
    const index = M_LINES.findIndex(line => line.source === source)
    const transceiver = this.#pc.getTransceivers()[index]
    if (!transceiver) throw new Error(`no m-line for ${source} yet`)
    return transceiver
  }

  #offerAgain(): Promise<void> {
    return this.#inOrder(async () => {
      if (this.#pc.signalingState !== 'stable') return
      this.#makingOffer = true
      try {
        await this.#pc.setLocalDescription()
        this.#tell({ is: 'renegotiation', kind: 'offer', sdp: this.#localSdp() })
      } finally {
        this.#makingOffer = false
      }
    })
  }

  #hear(text: string): void {
    this.#flow.heard()
    const decoded = decodePeerMessage(text)
    if (decoded.ok && decoded.value.t !== 'ping') this.#tell({ is: 'said', message: decoded.value })
  }

  #localSdp(): string {
    const sdp = this.#pc.localDescription?.sdp
    if (!sdp) throw new Error('no local description')
    if (this.#relayOnly && showsAddress(sdp)) throw new Error('this description would tell an address')
    return sdp
  }

  #tell(event: PeerLinkEvent): void {
    for (const listener of [...this.#listeners]) listener(event)
  }

  #inOrder<T>(step: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(step)
    this.#queue = result.catch(() => undefined)
    return result
  }
}
