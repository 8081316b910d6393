import type {
  RemoteSource,
  ScreenCapture,
  SfuAdmission,
  SfuLink,
  SfuPeer,
  SfuState,
  TransportFacts,
} from '../ports.ts'

/** A link to no engine: tests and the gallery say who is there and what becomes of the line. */
export class FakeSfuLink implements SfuLink {
  state: SfuState = 'idle'
  peers: readonly SfuPeer[] = []
  self: SfuLink['self'] = { speaking: false, quality: 4 }
  /** Whether the next `connect` succeeds. */
  connects = true
  admission: SfuAdmission | null = null
  microphone: MediaStreamTrack | null = null
  muted = false
  camera: MediaStreamTrack | null = null
  screen: ScreenCapture | null = null
  readonly visible = new Map<string, { width: number; height: number } | null>()
  negotiated: TransportFacts | null = null
  /** Handles whose sound arrives. */
  readonly heard = new Set<string>()
  readonly #listeners = new Set<() => void>()

  async connect(admission: SfuAdmission): Promise<boolean> {
    this.admission = admission
    this.become('connecting')
    // As with a real engine, the caller has turned to other things meanwhile.
    await Promise.resolve()
    if (this.state !== 'connecting') return false
    this.become(this.connects ? 'connected' : 'lost')
    return this.connects
  }

  async setMicrophone(track: MediaStreamTrack | null): Promise<void> {
    this.microphone = track
  }

  async setCamera(track: MediaStreamTrack | null): Promise<void> {
    this.camera = track
  }

  async setScreen(capture: ScreenCapture | null): Promise<void> {
    this.screen = capture
  }

  async setMicrophoneMuted(muted: boolean): Promise<void> {
    this.muted = muted
  }

  setVisible(handle: string, source: RemoteSource, size: { width: number; height: number } | null): void {
    this.visible.set(`${handle} ${source}`, size)
  }

  async hears(handle: string): Promise<boolean> {
    return this.heard.has(handle)
  }

  async facts(): Promise<TransportFacts | null> {
    return this.negotiated
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.peers = []
    this.become('closed')
  }

  /** The engine, or the line to it, does something. */
  become(state: SfuState): void {
    if (this.state === state || this.state === 'closed') return
    this.state = state
    this.#tell()
  }

  show(peers: readonly SfuPeer[]): void {
    this.peers = peers
    this.#tell()
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}
