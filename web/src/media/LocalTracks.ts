import type { DeviceKind, Devices, MediaFailure, OwnTracks, RemoteSource } from './ports.ts'

type Captured = Exclude<DeviceKind, 'speaker'>

/**
 * What this page sends: one microphone, one camera, one screen. Opens them when asked, owns them, and closes them; a
 * closed camera's light is off. Tells by `onChange` which source has a new track (or none, or another mute state).
 */
export class LocalTracks implements OwnTracks {
  readonly #devices: Devices
  readonly #tracks = new Map<RemoteSource, MediaStreamTrack>()
  readonly #listeners = new Set<(source: RemoteSource) => void>()
  readonly #stopWatching: () => void
  readonly #openWith: Record<Captured, string | null>
  /** Counts up with every `close`, so that what was asked for before doesn't open afterwards. */
  #life = 0
  muted = false

  constructor(devices: Devices) {
    this.#devices = devices
    this.#openWith = { microphone: devices.choice.microphone, camera: devices.choice.camera }
    this.#stopWatching = devices.onChange(() => void this.#followChoice())
  }

  track(source: RemoteSource): MediaStreamTrack | null {
    return this.#tracks.get(source) ?? null
  }

  openMicrophone(): Promise<MediaFailure | null> {
    return this.#open('microphone')
  }

  openCamera(): Promise<MediaFailure | null> {
    return this.#open('camera')
  }

  /** Both with one question to the person. Answers what could not be opened. */
  async openMicrophoneAndCamera(): Promise<Partial<Record<Captured, MediaFailure>>> {
    const life = this.#life
    const opened = await this.#devices.openMicrophoneAndCamera()
    const failures: Partial<Record<Captured, MediaFailure>> = {}
    for (const kind of ['microphone', 'camera'] as const) {
      this.#openWith[kind] = this.#devices.choice[kind]
      const result = opened[kind]
      if (!result.ok) failures[kind] = result.failure
      else if (life === this.#life) this.#put(kind, result.value)
      else result.value.stop()
    }
    return failures
  }

  closeCamera(): void {
    this.#put('camera', null)
  }

  setMuted(muted: boolean): void {
    this.muted = muted
    const track = this.track('microphone')
    // Disabled in the same turn: nothing of the next word gets out.
    if (track) track.enabled = !muted
    this.#tell('microphone')
  }

  /** Opens the browser's picker: call it in the handler of a click. */
  async startScreen(): Promise<MediaFailure | null> {
    const life = this.#life
    const result = await this.#devices.captureScreen()
    if (!result.ok) return result.failure
    if (life !== this.#life) {
      result.value.video.stop()
      result.value.audio?.stop()
      return null
    }
    this.#put('screen-audio', result.value.audio)
    this.#put('screen', result.value.video)
    return null
  }

  stopScreen(): void {
    this.#put('screen', null)
    this.#put('screen-audio', null)
  }

  onChange(listener: (source: RemoteSource) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Stops everything. The object may be used again for the next call. */
  stopAll(): void {
    this.#life++
    for (const source of [...this.#tracks.keys()]) this.#put(source, null)
    this.muted = false
  }

  close(): void {
    this.#stopWatching()
    this.#listeners.clear()
    this.stopAll()
  }

  async #open(kind: Captured): Promise<MediaFailure | null> {
    const life = this.#life
    this.#openWith[kind] = this.#devices.choice[kind]
    const result = await (kind === 'microphone' ? this.#devices.openMicrophone() : this.#devices.openCamera())
    if (!result.ok) return result.failure
    if (life !== this.#life) result.value.stop()
    else this.#put(kind, result.value)
    return null
  }

  /** Another device was chosen while one is open: change over without a gap in the call. */
  async #followChoice(): Promise<void> {
    for (const kind of ['microphone', 'camera'] as const) {
      if (this.#tracks.has(kind) && this.#openWith[kind] !== this.#devices.choice[kind])
        await this.#open(kind)
    }
  }

  #put(source: RemoteSource, track: MediaStreamTrack | null): void {
    const old = this.#tracks.get(source)
    if (old === track || (!old && !track)) return
    if (track) this.#tracks.set(source, track)
    else this.#tracks.delete(source)
    if (old) {
      old.onended = null
      old.stop()
    }
    if (track) {
      if (source === 'microphone') track.enabled = !this.muted
      // Unplugged, or "stop sharing" in the browser's own bar (SHARE-6).
      track.onended = () => (source === 'screen' ? this.stopScreen() : this.#put(source, null))
    }
    this.#tell(source)
  }

  #tell(source: RemoteSource): void {
    for (const listener of [...this.#listeners]) listener(source)
  }
}
