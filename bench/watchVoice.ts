/** Something that happened in a page, in milliseconds since 1970, of one clock for all pages of a machine. */
export interface Happened {
  readonly at: number
  readonly what: string
}

/** What a page notes of one call. Times in milliseconds since 1970. */
export interface VoiceNotes {
  readonly clicked: number
  /** From the question for microphone or camera to the answer, in milliseconds; null where nobody asked. */
  readonly devices: number | null
  /** When the first sound of the other side could be heard. */
  readonly heard: number | null
  readonly steps: readonly Happened[]
  /** When the server last agreed that the call of this page goes on, after the line to it was down. */
  readonly resumed: number | null
}

declare global {
  interface Window {
    tacetVoice: { forget(): void; read(): VoiceNotes }
  }
}

/**
 * Runs in the page before anything else: notes the last click, how long the devices took, what becomes of peer connections,
 * and when the first sample of the other side's voice that is no silence can be heard.
 */
export function watchVoice(): void {
  /** Samples that are looked at together: 21 ms. */
  const WINDOW = 1_024
  /** Looked at so often, in milliseconds: well within a window, so that no sample is missed. */
  const LOOK_EVERY = 5
  /** Far below the tone that is played, far above the noise of a decoder that has nothing to decode. */
  const SILENCE = 1e-3
  const now = () => performance.timeOrigin + performance.now()
  let clicked = 0
  let devices: number | null = null
  let heard: number | null = null
  let steps: Happened[] = []
  let resumed: number | null = null
  const note = (what: string) => steps.push({ at: now(), what })
  let context: AudioContext | null = null
  const listening = new Set<ReturnType<typeof setInterval>>()

  addEventListener('click', event => (clicked = performance.timeOrigin + event.timeStamp), true)

  const media = navigator.mediaDevices
  const getUserMedia = media.getUserMedia.bind(media)
  media.getUserMedia = async constraints => {
    const asked = now()
    const stream = await getUserMedia(constraints)
    devices ??= now() - asked
    note('devices given')
    return stream
  }

  const listen = (track: MediaStreamTrack) => {
    context ??= new AudioContext({ latencyHint: 0 })
    const { sampleRate } = context
    const stream = new MediaStream([track])
    // Chromium decodes only what some element plays.
    const player = new Audio()
    player.muted = true
    player.srcObject = stream
    void player.play().catch(() => undefined)
    const analyser = new AnalyserNode(context, { fftSize: WINDOW })
    new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(analyser)
    const samples = new Float32Array(WINDOW)
    const looking = setInterval(() => {
      analyser.getFloatTimeDomainData(samples)
      const first = samples.findIndex(sample => Math.abs(sample) > SILENCE)
      if (first >= 0) heard ??= now() - ((WINDOW - first) / sampleRate) * 1_000
      if (track.readyState === 'ended' || heard !== null) {
        clearInterval(looking)
        listening.delete(looking)
        player.srcObject = null
      }
    }, LOOK_EVERY)
    listening.add(looking)
  }

  const Socket = window.WebSocket
  window.WebSocket = class extends Socket {
    #question = ''
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols ?? [])
      this.addEventListener('message', ({ data }) => {
        if (this.#question !== '' && String(data).startsWith(`43${this.#question}[`)) resumed = now()
      })
    }
    override send(data: string | Blob | BufferSource): void {
      const question = typeof data === 'string' ? /^42(\d+)\[.*"call-resume"/.exec(data)?.[1] : undefined
      if (question !== undefined) this.#question = question
      super.send(data)
    }
  }

  const Peer = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Peer {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      this.addEventListener('track', ({ track }) => {
        if (track.kind === 'audio') listen(track)
      })
      this.addEventListener('icegatheringstatechange', () => note(`gathering ${this.iceGatheringState}`))
      this.addEventListener('iceconnectionstatechange', () => note(`ice ${this.iceConnectionState}`))
      this.addEventListener('connectionstatechange', () => note(`connection ${this.connectionState}`))
      this.addEventListener('signalingstatechange', () => note(`signalling ${this.signalingState}`))
    }
  }
  const replaceTrack = RTCRtpSender.prototype.replaceTrack
  RTCRtpSender.prototype.replaceTrack = function (track) {
    if (track) note(`sends ${track.kind}`)
    return replaceTrack.call(this, track)
  }

  window.tacetVoice = {
    forget() {
      for (const looking of listening) clearInterval(looking)
      listening.clear()
      devices = null
      heard = null
      steps = []
      resumed = null
    },
    read: () => ({ clicked, devices, heard, steps, resumed }),
  }
}
