import type { CallSound } from './CallController.ts'

/** One beep: frequencies in hertz sounded together, begin and length in seconds from the start of the pattern. */
interface Beep {
  readonly hertz: readonly number[]
  readonly at: number
  readonly for: number
}

type Tone = CallSound | 'knock'

interface Pattern {
  readonly beeps: readonly Beep[]
  /** Seconds until it starts again; null: once. */
  readonly every: number | null
  readonly volume: number
}

const PATTERNS: Readonly<Record<Exclude<Tone, 'none'>, Pattern>> = {
  // Two soft steps upwards: heard across a room, bearable at a desk.
  ring: {
    beeps: [
      { hertz: [587, 880], at: 0, for: 0.35 },
      { hertz: [659, 988], at: 0.4, for: 0.5 },
    ],
    every: 2.4,
    volume: 0.12,
  },
  // The tone that people here know from every telephone: 425 Hz, one second in five.
  ringback: { beeps: [{ hertz: [425], at: 0, for: 1 }], every: 5, volume: 0.05 },
  // [CALL-10] Somebody waits: once, and softly enough to go on talking.
  knock: { beeps: [{ hertz: [659], at: 0, for: 0.25 }], every: null, volume: 0.03 },
  end: {
    beeps: [
      { hertz: [523], at: 0, for: 0.12 },
      { hertz: [392], at: 0.15, for: 0.2 },
    ],
    every: null,
    volume: 0.06,
  },
}

/** Rings and tones, made on the spot: no sound file is ever loaded. */
export function makeTones(): (sound: Tone) => void {
  let context: AudioContext | null = null
  let stop = (): void => undefined

  return sound => {
    stop()
    stop = () => undefined
    if (sound === 'none') return
    context ??= new AudioContext()
    const playing = context
    // Until the first click in the page the browser keeps it silent.
    void playing.resume()
    const pattern = PATTERNS[sound]
    const master = playing.createGain()
    master.gain.value = pattern.volume
    master.connect(playing.destination)
    const round = () => {
      for (const beep of pattern.beeps) play(playing, master, beep)
    }
    round()
    const repeating = pattern.every === null ? null : setInterval(round, pattern.every * 1_000)
    stop = () => {
      if (repeating) clearInterval(repeating)
      master.disconnect()
    }
  }
}

function play(context: AudioContext, into: AudioNode, { hertz, at, for: length }: Beep): void {
  const begin = context.currentTime + at
  const envelope = context.createGain()
  // Soft edges: a hard start clicks.
  envelope.gain.setValueAtTime(0, begin)
  envelope.gain.linearRampToValueAtTime(1, begin + 0.02)
  envelope.gain.setValueAtTime(1, begin + length - 0.06)
  envelope.gain.linearRampToValueAtTime(0, begin + length)
  envelope.connect(into)
  for (const frequency of hertz) {
    const oscillator = context.createOscillator()
    oscillator.frequency.value = frequency
    oscillator.connect(envelope)
    oscillator.start(begin)
    oscillator.stop(begin + length)
  }
}
