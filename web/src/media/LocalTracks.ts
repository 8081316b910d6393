import { DeviceFollower } from './DeviceFollower.ts'
import {
  type Captured,
  type DeviceNews,
  type Devices,
  type MediaFailure,
  type MediaResult,
  type OwnTracks,
  type RemoteSource,
  SOURCES,
} from './ports.ts'

/** A device that the browser is starting, or asks the person for. */
interface Opening {
  /** Which one; null: the system's default. */
  readonly device: string | null
  readonly failure: Promise<MediaFailure | null>
}

/**
 * What this page sends: one microphone, one camera, one screen. Opens them when asked, owns them, and closes them; a
 * closed camera's light is off. Tells by `onChange` which source has a new track (or none, or another mute state).
 */
export class LocalTracks implements OwnTracks {
  readonly #devices: Devices
  readonly #tracks = new Map<RemoteSource, MediaStreamTrack>()
  readonly #listeners = new Set<(source: RemoteSource) => void>()
  readonly #newsListeners = new Set<(news: DeviceNews) => void>()
  readonly #stopWatching: () => void
  readonly #follower: DeviceFollower
  /** What starts now. Whatever comes and isn't in here any more is of no use, and stopped. */
  readonly #openings = new Map<Captured, Opening>()
  readonly #openWith: Record<Captured, string | null>
  /** Counts up with every `close`, so that a screen that was asked for before isn't shown afterwards. */
  #life = 0
  /** Its owner chooses devices; what is here are copies. */
  #following = false
  readonly held = false
  muted = false
  screenPaused = false

  constructor(devices: Devices) {
    this.#devices = devices
    this.#openWith = { microphone: devices.choice.microphone, camera: devices.choice.camera }
    this.#follower = new DeviceFollower(devices, {
      track: kind => this.track(kind),
      reopen: kind => (this.#following ? Promise.resolve(null) : this.#open(kind)),
      tell: news => {
        for (const listener of [...this.#newsListeners]) listener(news)
      },
    })
    this.#stopWatching = devices.onChange(() => {
      void this.#followChoice().then(() => this.#follower.look())
    })
  }

  track(source: RemoteSource): MediaStreamTrack | null {
    return this.#tracks.get(source) ?? null
  }

  isStarting(source: Captured): boolean {
    return this.#openings.has(source)
  }

  openMicrophone(): Promise<MediaFailure | null> {
    return this.#open('microphone')
  }

  openCamera(): Promise<MediaFailure | null> {
    return this.#open('camera')
  }

  /** Both with one question to the person. Answers what could not be opened. */
  async openMicrophoneAndCamera(): Promise<Partial<Record<Captured, MediaFailure>>> {
    const [microphone, camera] = await Promise.all(this.#openBoth())
    return { ...(microphone && { microphone }), ...(camera && { camera }) }
  }

  closeCamera(): void {
    this.#openings.delete('camera')
    this.#follower.forget('camera')
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
    this.screenPaused = false
    this.#put('screen', null)
    this.#put('screen-audio', null)
  }

  pauseScreen(paused: boolean): void {
    this.screenPaused = paused && this.track('screen') !== null
    const sound = this.track('screen-audio')
    if (sound) sound.enabled = !this.screenPaused
    this.#tell('screen')
  }

  setScreenMotion(motion: boolean): void {
    const screen = this.track('screen')
    if (!screen) return
    screen.contentHint = motion ? 'motion' : 'detail'
    this.#tell('screen')
  }

  onChange(listener: (source: RemoteSource) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onDeviceNews(listener: (news: DeviceNews) => void): () => void {
    this.#newsListeners.add(listener)
    return () => this.#newsListeners.delete(listener)
  }

  follow(other: OwnTracks): () => void {
    const take = (source: RemoteSource) => {
      const copy = other.track(source)?.clone() ?? null
      if (copy) copy.contentHint = other.track(source)?.contentHint ?? ''
      if (source === 'microphone') this.muted = other.muted
      this.#put(source, copy)
    }
    for (const source of SOURCES) take(source)
    this.#following = true
    this.#openWith.microphone = this.#devices.choice.microphone
    this.#openWith.camera = this.#devices.choice.camera
    const stop = other.onChange(take)
    return () => {
      stop()
      this.#following = false
    }
  }

  /** Stops everything. The object may be used again for the next call. */
  stopAll(): void {
    this.#life++
    this.screenPaused = false
    if (this.#devices.asksWholeScreen) this.#devices.answerWholeScreen(false)
    this.#openings.clear()
    for (const kind of ['microphone', 'camera'] as const) this.#follower.forget(kind)
    for (const source of [...this.#tracks.keys()]) this.#put(source, null)
    this.muted = false
  }

  close(): void {
    this.#stopWatching()
    this.#listeners.clear()
    this.#newsListeners.clear()
    this.stopAll()
  }

  #openBoth(): readonly [Promise<MediaFailure | null>, Promise<MediaFailure | null>] {
    // One of them is asked for already: the other needs a question of its own.
    if (this.#openings.size > 0) return [this.#open('microphone'), this.#open('camera')]
    const both = this.#devices.openMicrophoneAndCamera()
    return [
      this.#begin(
        'microphone',
        both.then(({ microphone }) => microphone),
      ),
      this.#begin(
        'camera',
        both.then(({ camera }) => camera),
      ),
    ]
  }

  /** Who asks for a device that starts already waits for that one: it is asked for once. */
  #open(kind: Captured): Promise<MediaFailure | null> {
    const now = this.#openings.get(kind)
    if (now?.device === this.#devices.choice[kind]) return now.failure
    return this.#begin(
      kind,
      kind === 'microphone' ? this.#devices.openMicrophone() : this.#devices.openCamera(),
    )
  }

  #begin(kind: Captured, opened: Promise<MediaResult<MediaStreamTrack>>): Promise<MediaFailure | null> {
    const device = this.#devices.choice[kind]
    const opening: Opening = {
      device,
      failure: opened.then(result => {
        const wanted = this.#openings.get(kind) === opening
        if (wanted) this.#openings.delete(kind)
        if (!result.ok) return result.failure
        if (wanted) this.#put(kind, result.value)
        else result.value.stop()
        return null
      }),
    }
    this.#openings.set(kind, opening)
    this.#openWith[kind] = device
    return opening.failure
  }

  /** Another device was chosen while one is open or starts: change over without a gap in the call. */
  async #followChoice(): Promise<void> {
    if (this.#following) return
    for (const kind of ['microphone', 'camera'] as const) {
      if (
        (this.#tracks.has(kind) || this.#openings.has(kind)) &&
        this.#openWith[kind] !== this.#devices.choice[kind]
      )
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
      track.onended = () => this.#ended(source, track)
    }
    this.#tell(source)
  }

  /** Pulled (CALL-20), or "stop sharing" in the browser's own bar (SHARE-6). */
  #ended(source: RemoteSource, { label }: MediaStreamTrack): void {
    if (source === 'screen') this.stopScreen()
    else this.#put(source, null)
    if (source === 'microphone' || source === 'camera') void this.#follower.ended(source, label)
  }

  #tell(source: RemoteSource): void {
    for (const listener of [...this.#listeners]) listener(source)
  }
}
