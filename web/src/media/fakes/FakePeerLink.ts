import type { PeerMessage } from '@tacet/protocol/peer'
import type {
  LegCandidate,
  PathPolicy,
  PeerLink,
  PeerLinkEvent,
  QualityReport,
  RemoteSource,
  TransportFacts,
} from '../ports.ts'
import { fakeTrack } from './FakeDevices.ts'

/** A link to nobody: it writes descriptions that say who made them, and does what the test says. */
export class FakePeerLink implements PeerLink {
  readonly role: 'caller' | 'callee'
  readonly said: PeerMessage[] = []
  readonly sending = new Map<RemoteSource, MediaStreamTrack>()
  /** Sources whose track it was ever given, also too early. */
  readonly given: RemoteSource[] = []
  path: PathPolicy | null = null
  /** The servers over which it connects while it rings; null: it waits. */
  prepared: readonly RTCIceServer[] | null = null
  restarts = 0
  screenPaused = false
  closed = false
  /** What a test lets DTLS show. */
  certificates: readonly ArrayBuffer[] | undefined = undefined
  #secured = false
  readonly #listeners = new Set<(event: PeerLinkEvent) => void>()

  readonly #describe: (version: number) => string
  #version = 0

  /** `describe` writes a description with this link's fingerprint; `version` tells them apart. */
  constructor(role: 'caller' | 'callee', describe: (version: number) => string) {
    this.role = role
    this.#describe = describe
  }

  prepare(iceServers: readonly RTCIceServer[]): void {
    this.prepared = iceServers
  }

  async createOffer(): Promise<string> {
    return this.#describe(++this.#version)
  }

  async createAnswer(_offer: string): Promise<string> {
    return this.#describe(++this.#version)
  }

  async takeAnswer(): Promise<void> {}

  openPath(path: PathPolicy): void {
    this.path = path
  }

  renewServers(servers: Promise<readonly RTCIceServer[] | null>): void {
    void servers.then(fresh => {
      if (fresh && this.path) this.path = { ...this.path, iceServers: fresh }
    })
  }

  restartIce(): void {
    this.restarts++
  }

  async takeRenegotiation(kind: 'offer' | 'answer'): Promise<string | null> {
    return kind === 'offer' ? this.#describe(++this.#version) : null
  }

  async addCandidate(_candidate: LegCandidate): Promise<void> {}

  async send(source: RemoteSource, track: MediaStreamTrack | null): Promise<void> {
    if (track) this.given.push(source)
    if (!this.#secured) throw new Error('no track before consent and a checked certificate')
    if (track) this.sending.set(source, track)
    else this.sending.delete(source)
  }

  async pauseScreen(paused: boolean): Promise<void> {
    this.screenPaused = paused
  }

  receive(source: RemoteSource): MediaStreamTrack {
    return fakeTrack(source === 'microphone' || source === 'screen-audio' ? 'audio' : 'video')
  }

  remoteCertificates(): readonly ArrayBuffer[] | undefined {
    return this.certificates
  }

  say(message: PeerMessage): void {
    this.said.push(message)
  }

  async facts(): Promise<TransportFacts | null> {
    return null
  }

  async quality(): Promise<QualityReport> {
    return { bars: 4, roundTrip: 40, lossIn: 0, lossOut: null, videoPaused: false }
  }

  on(listener: (event: PeerLinkEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.closed = true
    this.#listeners.clear()
  }

  /** The path came up, and the other side's device is the one of its description. */
  secure(): void {
    this.#secured = true
    this.tell({ is: 'secured' })
  }

  tell(event: PeerLinkEvent): void {
    for (const listener of [...this.#listeners]) listener(event)
  }
}
