import type { DeviceKind, DeviceList, Devices, MediaFailure, MediaResult, ScreenCapture } from '../ports.ts'

/** Devices without hardware. A test puts into `failures` why one can't be opened. */
export class FakeDevices implements Devices {
  list: DeviceList = { microphone: [], camera: [], speaker: [] }
  choice: Record<DeviceKind, string | null> = { microphone: null, camera: null, speaker: null }
  readonly canCaptureScreen = true
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

  async captureScreen(): Promise<MediaResult<ScreenCapture>> {
    const video = this.#open('video', this.failures.get('screen'))
    return video.ok ? { ok: true, value: { video: video.value, audio: null } } : video
  }

  #open(kind: 'audio' | 'video', failure: MediaFailure | undefined): MediaResult<MediaStreamTrack> {
    if (failure) return { ok: false, failure }
    const track = fakeTrack(kind)
    this.opened.push(track)
    return { ok: true, value: track }
  }
}

/** Enough of a track where no browser is. */
export function fakeTrack(kind: 'audio' | 'video'): MediaStreamTrack {
  const track = { kind, enabled: true, readyState: 'live', onended: null, stop: () => undefined }
  track.stop = () => {
    track.readyState = 'ended'
    return undefined
  }
  // The few members that our code touches; a real track can't be made without a browser.
  return track as unknown as MediaStreamTrack
}
