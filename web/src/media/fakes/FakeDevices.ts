import type { DeviceKind, DeviceList, Devices, MediaFailure, MediaResult, ScreenCapture } from '../ports.ts'

/** Devices without hardware. A test puts into `failures` why one can't be opened. */
export class FakeDevices implements Devices {
  list: DeviceList = { microphone: [], camera: [], speaker: [] }
  choice: Record<DeviceKind, string | null> = { microphone: null, camera: null, speaker: null }
  readonly canCaptureScreen = true
  readonly asksWholeScreen = false
  systemDefault: Record<DeviceKind, string | null> = { microphone: null, camera: null, speaker: null }
  readonly failures = new Map<'microphone' | 'camera' | 'screen', MediaFailure>()
  /** Everything that was ever opened, so that a test can see it stopped. */
  readonly opened: MediaStreamTrack[] = []
  #held: Promise<void> | null = null
  readonly #listeners = new Set<() => void>()

  async refresh(): Promise<DeviceList> {
    return this.list
  }

  choose(kind: DeviceKind, id: string | null): void {
    this.choice = { ...this.choice, [kind]: id }
    for (const listener of this.#listeners) listener()
  }

  /** These are plugged in from now on, the system's default first; tracks of what is gone end as in a browser. */
  plug(kind: DeviceKind, names: readonly string[]): void {
    this.list = { ...this.list, [kind]: names.map(id => ({ id, label: id })) }
    this.systemDefault = { ...this.systemDefault, [kind]: names[0] ?? null }
    for (const track of this.opened) {
      const { deviceId } = track.getSettings()
      const concerned = track.kind === (kind === 'camera' ? 'video' : 'audio') && track.readyState === 'live'
      if (!concerned || kind === 'speaker' || !deviceId || names.includes(deviceId)) continue
      track.stop()
      track.onended?.(new Event('ended'))
    }
    for (const listener of this.#listeners) listener()
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** From now on whatever is opened waits, as if the browser still asked the person, until the answer is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#held = promise
    return () => {
      this.#held = null
      resolve()
    }
  }

  async openMicrophone(): Promise<MediaResult<MediaStreamTrack>> {
    if (this.#held) await this.#held
    return this.#open('audio', this.failures.get('microphone'))
  }

  async openCamera(): Promise<MediaResult<MediaStreamTrack>> {
    if (this.#held) await this.#held
    return this.#open('video', this.failures.get('camera'))
  }

  async openMicrophoneAndCamera() {
    return { microphone: await this.openMicrophone(), camera: await this.openCamera() }
  }

  answerWholeScreen(): void {}

  async captureScreen(): Promise<MediaResult<ScreenCapture>> {
    const video = this.#open('video', this.failures.get('screen'))
    return video.ok ? { ok: true, value: { video: video.value, audio: null } } : video
  }

  #open(kind: 'audio' | 'video', failure: MediaFailure | undefined): MediaResult<MediaStreamTrack> {
    if (failure) return { ok: false, failure }
    const from = kind === 'audio' ? 'microphone' : 'camera'
    const present = this.list[from].map(({ id }) => id)
    const chosen = this.choice[from]
    const deviceId = chosen !== null && present.includes(chosen) ? chosen : this.systemDefault[from]
    const track = fakeTrack(kind, deviceId ?? undefined)
    this.opened.push(track)
    return { ok: true, value: track }
  }
}

/** Enough of a track where no browser is. */
export function fakeTrack(kind: 'audio' | 'video', deviceId?: string): MediaStreamTrack {
  const track = {
    kind,
    label: deviceId ?? '',
    enabled: true,
    readyState: 'live',
    onended: null,
    stop: () => undefined,
    getSettings: () => ({ deviceId }),
  }
  track.stop = () => {
    track.readyState = 'ended'
    return undefined
  }
  Object.assign(track, { clone: () => fakeTrack(kind) })
  // The few members that our code touches; a real track can't be made without a browser.
  return track as unknown as MediaStreamTrack
}
