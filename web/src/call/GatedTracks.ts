import {
  type Captured,
  type DeviceNews,
  type MediaFailure,
  type OwnTracks,
  type RemoteSource,
  SOURCES,
} from '../media/ports.ts'

export interface Gate {
  /** False: no track gets through, whatever the devices do. */
  readonly open: boolean
  /** This person has put the call on hold. */
  readonly held: boolean
}

/**
 * [CALL-10] The devices as one of two calls sees them. The microphone stays open while it changes between the calls,
 * and keeps its mute; camera and share go off with a hold, so that no picture comes back by itself.
 */
export class GatedTracks implements OwnTracks {
  readonly #tracks: OwnTracks
  /** Another call needs the microphone. */
  readonly #shared: () => boolean
  readonly #listeners = new Set<(source: RemoteSource) => void>()
  #gate: Gate = { open: false, held: false }

  constructor(tracks: OwnTracks, shared: () => boolean) {
    this.#tracks = tracks
    this.#shared = shared
    tracks.onChange(source => {
      if (this.#gate.open) this.#tell(source)
    })
  }

  get held(): boolean {
    return this.#gate.held
  }

  get muted(): boolean {
    return this.#tracks.muted
  }

  set(gate: Gate): void {
    const before = this.#gate
    if (gate.open === before.open && gate.held === before.held) return
    if (before.open && !gate.open) this.#closePictures()
    this.#gate = gate
    for (const source of SOURCES) this.#tell(source)
  }

  track(source: RemoteSource): MediaStreamTrack | null {
    return this.#gate.open ? this.#tracks.track(source) : null
  }

  isStarting(source: Captured): boolean {
    return this.#gate.open && this.#tracks.isStarting(source)
  }

  async openMicrophone(): Promise<MediaFailure | null> {
    return this.#gate.open ? this.#tracks.openMicrophone() : null
  }

  async openCamera(): Promise<MediaFailure | null> {
    return this.#gate.open ? this.#tracks.openCamera() : null
  }

  async openMicrophoneAndCamera(): Promise<Partial<Record<Captured, MediaFailure>>> {
    return this.#gate.open ? this.#tracks.openMicrophoneAndCamera() : {}
  }

  closeCamera(): void {
    if (this.#gate.open) this.#tracks.closeCamera()
  }

  setMuted(muted: boolean): void {
    if (this.#gate.open) this.#tracks.setMuted(muted)
  }

  async startScreen(): Promise<MediaFailure | null> {
    return this.#gate.open ? this.#tracks.startScreen() : null
  }

  stopScreen(): void {
    if (this.#gate.open) this.#tracks.stopScreen()
  }

  get screenPaused(): boolean {
    return this.#gate.open && this.#tracks.screenPaused
  }

  pauseScreen(paused: boolean): void {
    if (this.#gate.open) this.#tracks.pauseScreen(paused)
  }

  setScreenMotion(motion: boolean): void {
    if (this.#gate.open) this.#tracks.setScreenMotion(motion)
  }

  onChange(listener: (source: RemoteSource) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onDeviceNews(listener: (news: DeviceNews) => void): () => void {
    return this.#tracks.onDeviceNews(news => {
      if (this.#gate.open) listener(news)
    })
  }

  /** Copies are the conference's alone; a direct call has the devices themselves. */
  follow(other: OwnTracks): () => void {
    return this.#tracks.follow(other)
  }

  stopAll(): void {
    if (!this.#shared()) this.#tracks.stopAll()
    else if (this.#gate.open) this.#closePictures()
  }

  #closePictures(): void {
    this.#tracks.closeCamera()
    this.#tracks.stopScreen()
  }

  #tell(source: RemoteSource): void {
    for (const listener of [...this.#listeners]) listener(source)
  }
}
