import type { Page } from '@playwright/test'
import type { Person } from './people.ts'

/** What an ear has heard since it was last asked to listen. Milliseconds. */
export interface Hearing {
  readonly listened: number
  readonly longestSilence: number
}

declare global {
  interface Window {
    tacetEar: {
      listen(): void
      read(): Hearing
    }
  }
}

/**
 * Runs in the page before anything else. The microphone gives a steady tone, so that every silence is one of the way. The
 * ear is the sum of all that the page's audio elements play and have not muted, sample by sample.
 */
export function growEar(): void {
  const WINDOW = 8192
  const SLICE_MS = 2
  const QUIET = 0.01
  let context: AudioContext | null = null
  let ear: AnalyserNode | null = null
  let readUpTo = 0
  let listened = 0
  let silence = 0
  let longestSilence = 0

  const begin = (): readonly [AudioContext, AnalyserNode] => {
    if (context && ear) return [context, ear]
    context = new AudioContext({ sampleRate: 16_000 })
    ear = context.createAnalyser()
    ear.fftSize = WINDOW
    readUpTo = context.currentTime
    setInterval(hear, 50)
    return [context, ear]
  }

  /** Takes what has come since the last time off the end of the analyser's window. */
  const hear = () => {
    if (!context || !ear) return
    const now = context.currentTime
    const fresh = Math.min(WINDOW, Math.round((now - readUpTo) * context.sampleRate))
    readUpTo = now
    const samples = new Float32Array(WINDOW)
    ear.getFloatTimeDomainData(samples)
    const slice = (context.sampleRate * SLICE_MS) / 1_000
    for (let at = WINDOW - fresh; at + slice <= WINDOW; at += slice) {
      const loudest = samples.subarray(at, at + slice).reduce((most, one) => Math.max(most, Math.abs(one)), 0)
      listened += SLICE_MS
      silence = loudest < QUIET ? silence + SLICE_MS : 0
      longestSilence = Math.max(longestSilence, silence)
    }
  }

  const Original = window.Audio
  window.Audio = class extends Original {
    #gain: GainNode | null = null
    #source: MediaStreamAudioSourceNode | null = null

    override set srcObject(stream: MediaStream | null) {
      super.srcObject = stream
      this.#source?.disconnect()
      if (!stream) return
      const [at, into] = begin()
      this.#gain ??= at.createGain()
      this.#gain.gain.value = this.muted ? 0 : 1
      this.#gain.connect(into)
      this.#source = at.createMediaStreamSource(stream)
      this.#source.connect(this.#gain)
    }
    override get srcObject(): MediaStream | null {
      return super.srcObject as MediaStream | null
    }
    override set muted(muted: boolean) {
      super.muted = muted
      if (this.#gain) this.#gain.gain.value = muted ? 0 : 1
    }
    override get muted(): boolean {
      return super.muted
    }
  }

  const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  const tone = 350 + Math.random() * 300
  navigator.mediaDevices.getUserMedia = async wanted => {
    const stream = await getUserMedia(wanted)
    for (const track of stream.getAudioTracks()) {
      const [at] = begin()
      const oscillator = at.createOscillator()
      oscillator.frequency.value = tone
      const out = at.createMediaStreamDestination()
      oscillator.connect(out)
      oscillator.start()
      stream.removeTrack(track)
      for (const sound of out.stream.getAudioTracks()) {
        sound.addEventListener('ended', () => track.stop())
        stream.addTrack(sound)
      }
    }
    return stream
  }

  window.tacetEar = {
    listen() {
      hear()
      listened = 0
      silence = 0
      longestSilence = 0
    },
    read() {
      hear()
      return { listened, longestSilence }
    },
  }
}

/** Gives the browser of somebody a steady voice and a measured ear. */
export async function giveEar({ browser, page }: Person): Promise<void> {
  await browser.context.addInitScript(growEar)
  await page.reload()
}

export const listen = (page: Page): Promise<void> => page.evaluate(() => window.tacetEar.listen())
export const readEar = (page: Page): Promise<Hearing> => page.evaluate(() => window.tacetEar.read())
