import type { PeerMessage } from '@tacet/protocol/peer'
import type {
  LegCandidate,
  PathPolicy,
  PeerLink,
  PeerLinkEvent,
  Quality,
  RemoteSource,
  TransportFacts,
} from '../ports.ts'
import { fakeTrack } from './FakeDevices.ts'

/** A link to nobody: it writes descriptions that say who made them, and does what the test says. */
export class FakePeerLink implements PeerLink {
  readonly role: 'caller' | 'callee'
  readonly said: PeerMessage[] = []
  readonly sending = new Map<RemoteSource, MediaStreamTrack>()
  path: PathPolicy | null = null
  restarts = 0
  closed = false
  /** What a test lets DTLS show. */
  certificates: readonly ArrayBuffer[] | undefined = undefined
  #secured = false
  readonly #listeners = new Set<(event: PeerLinkEvent) => void>()

  constructor(role: 'caller' | 'callee') {
    this.role = role
  }

  async createOffer(): Promise<string> {
    return 'v=0 offer'
  }

  async createAnswer(offer: string): Promise<string> {
    return `v=0 answer to ${offer}`
  }

  async takeAnswer(): Promise<void> {}

  openPath(path: PathPolicy): void {
    this.path = path
  }

  restartIce(): void {
    this.restarts++
  }

  async takeRenegotiation(kind: 'offer' | 'answer'): Promise<string | null> {
    return kind === 'offer' ? 'v=0 answer' : null
  }

  async addCandidate(_candidate: LegCandidate): Promise<void> {}

  async send(source: RemoteSource, track: MediaStreamTrack | null): Promise<void> {
    if (!this.#secured) throw new Error('no track before consent and a checked certificate')
    if (track) this.sending.set(source, track)
    else this.sending.delete(source)
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

  async quality(): Promise<Quality> {
    return 4
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
