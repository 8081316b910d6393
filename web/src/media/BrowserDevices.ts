import type {
  DeviceKind,
  DeviceList,
  Devices,
  MediaDevice,
  MediaFailure,
  MediaResult,
  ScreenCapture,
} from './ports.ts'

const STORED_UNDER = 'tacet.devices'
const NONE: Record<DeviceKind, string | null> = { microphone: null, camera: null, speaker: null }

const KIND_OF: Partial<Record<MediaDeviceKind, DeviceKind>> = {
  audioinput: 'microphone',
  videoinput: 'camera',
  audiooutput: 'speaker',
}

/** Chromium's names for the system's default: we say "follow the system" ourselves. */
const STAND_INS = new Set(['default', 'communications', ''])

/** Microphones, cameras and speakers of this browser. */
export class BrowserDevices implements Devices {
  list: DeviceList = { microphone: [], camera: [], speaker: [] }
  choice: Record<DeviceKind, string | null> = readChoice()
  systemDefault: Record<DeviceKind, string | null> = NONE
  readonly canCaptureScreen = typeof navigator.mediaDevices?.getDisplayMedia === 'function'
  readonly #listeners = new Set<() => void>()
  #answerWholeScreen: ((yes: boolean) => void) | null = null

  constructor() {
    navigator.mediaDevices?.addEventListener('devicechange', () => void this.refresh())
  }

  async refresh(): Promise<DeviceList> {
    const found = (await navigator.mediaDevices?.enumerateDevices()) ?? []
    const list: Record<DeviceKind, MediaDevice[]> = { microphone: [], camera: [], speaker: [] }
    for (const device of found) {
      const kind = KIND_OF[device.kind]
      if (kind && !STAND_INS.has(device.deviceId))
        list[kind].push({ id: device.deviceId, label: device.label })
    }
    this.list = list
    this.systemDefault = {
      microphone: defaultOf(found, 'audioinput'),
      camera: defaultOf(found, 'videoinput'),
      speaker: defaultOf(found, 'audiooutput'),
    }
    this.#tell()
    return list
  }

  choose(kind: DeviceKind, id: string | null): void {
    this.choice = { ...this.choice, [kind]: id }
    localStorage.setItem(STORED_UNDER, JSON.stringify(this.choice))
    this.#tell()
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  openMicrophone(): Promise<MediaResult<MediaStreamTrack>> {
    return this.#open('microphone', wanted => ({ audio: { ...VOICE, ...wanted } }))
  }

  openCamera(): Promise<MediaResult<MediaStreamTrack>> {
    return this.#open('camera', wanted => ({ video: { ...FACE, ...wanted } }))
  }

  async openMicrophoneAndCamera() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: { ...VOICE, ...exactly(this.choice.microphone) },
        video: { ...FACE, ...exactly(this.choice.camera) },
      })
      void this.refresh()
      const [microphone] = stream.getAudioTracks()
      const [camera] = stream.getVideoTracks()
      if (microphone && camera) {
        return { microphone: { ok: true, value: microphone }, camera: { ok: true, value: camera } } as const
      }
    } catch {
      // One of them is missing, held or forbidden: which, only the two questions apart can tell.
    }
    return { microphone: await this.openMicrophone(), camera: await this.openCamera() }
  }

  async captureScreen(): Promise<MediaResult<ScreenCapture>> {
    if (!this.canCaptureScreen) return { ok: false, failure: 'unsupported' }
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia(SCREEN)
      const [video] = stream.getVideoTracks()
      if (!video) return { ok: false, failure: 'failed' }
      // Text must stay sharp; frames may be few.
      video.contentHint = 'detail'
      if (video.getSettings().displaySurface === 'monitor' && !(await this.#askWholeScreen(video))) {
        for (const track of stream.getTracks()) track.stop()
        return { ok: false, failure: 'dismissed' }
      }
      return { ok: true, value: { video, audio: stream.getAudioTracks()[0] ?? null } }
    } catch (error) {
      const failure = failureOf(error)
      // Closing the picker and forbidding it look alike; the first is by far the usual one.
      return { ok: false, failure: failure === 'denied' ? 'dismissed' : failure }
    }
  }

  get asksWholeScreen(): boolean {
    return this.#answerWholeScreen !== null
  }

  answerWholeScreen(yes: boolean): void {
    this.#answerWholeScreen?.(yes)
    this.#answerWholeScreen = null
    this.#tell()
  }

  #askWholeScreen(video: MediaStreamTrack): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    this.#answerWholeScreen = resolve
    video.onended = () => this.answerWholeScreen(false)
    this.#tell()
    return promise
  }

  async #open(
    kind: DeviceKind,
    constraints: (wanted: MediaTrackConstraints) => MediaStreamConstraints,
  ): Promise<MediaResult<MediaStreamTrack>> {
    if (!navigator.mediaDevices) return { ok: false, failure: 'unsupported' }
    const chosen = this.choice[kind]
    try {
      let stream: MediaStream
      try {
        stream = await navigator.mediaDevices.getUserMedia(constraints(exactly(chosen)))
      } catch (error) {
        // The chosen one is not plugged in: the choice stays, the default stands in for it.
        if (!chosen || !isMissing(error)) throw error
        stream = await navigator.mediaDevices.getUserMedia(constraints({}))
      }
      // Labels are known only once a permission was given.
      void this.refresh()
      const [track] = stream.getTracks()
      return track ? { ok: true, value: track } : { ok: false, failure: 'failed' }
    } catch (error) {
      return { ok: false, failure: failureOf(error) }
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

/**
 * Chromium lists a stand-in named `default` that shares its group with the real device; the others list the system's
 * default first.
 */
function defaultOf(found: readonly MediaDeviceInfo[], kind: MediaDeviceKind): string | null {
  const ofKind = found.filter(device => device.kind === kind)
  const standIn = ofKind.find(({ deviceId }) => deviceId === 'default')
  const real = ofKind.filter(({ deviceId }) => !STAND_INS.has(deviceId))
  return (real.find(({ groupId }) => groupId === standIn?.groupId) ?? real[0])?.deviceId ?? null
}

const VOICE: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }
const FACE: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
}

const exactly = (id: string | null): MediaTrackConstraints => (id === null ? {} : { deviceId: { exact: id } })

/** [SHARE-1] Always the browser's own picker, without our own tab, with audio where it is offered. */
const SCREEN = {
  video: { frameRate: { max: 30 } },
  audio: true,
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
  systemAudio: 'include',
} as DisplayMediaStreamOptions

const isMissing = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'OverconstrainedError' || error.name === 'NotFoundError')

function failureOf(error: unknown): MediaFailure {
  if (!(error instanceof DOMException)) return 'failed'
  switch (error.name) {
    case 'NotAllowedError':
      return /dismiss/i.test(error.message) ? 'dismissed' : 'denied'
    case 'SecurityError':
      return 'denied'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no-device'
    case 'NotReadableError':
    case 'AbortError':
      return 'in-use'
    case 'NotSupportedError':
      return 'unsupported'
    default:
      return 'failed'
  }
}

function readChoice(): Record<DeviceKind, string | null> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED_UNDER) ?? '{}')
    if (typeof stored !== 'object' || stored === null) return { ...NONE }
    const choice = { ...NONE }
    for (const kind of ['microphone', 'camera', 'speaker'] as const) {
      const id = (stored as Record<string, unknown>)[kind]
      if (typeof id === 'string') choice[kind] = id
    }
    return choice
  } catch {
    return { ...NONE }
  }
}
