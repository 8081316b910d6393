import { writeFileSync } from 'node:fs'

const RATE = 48_000
const SECONDS = 10
const HERTZ = 440
/** A third of what is possible. */
const LOUDNESS = 10_000
const HEADER = 44

/** Writes a sound file (WAV, 16 bits, one channel) with a tone that goes on without a gap when played again and again. */
export function writeTone(file: string): void {
  const bytes = RATE * SECONDS * 2
  const wav = Buffer.alloc(HEADER + bytes)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(HEADER - 8 + bytes, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(RATE, 24)
  wav.writeUInt32LE(RATE * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(bytes, 40)
  for (let at = 0; at < RATE * SECONDS; at++) {
    wav.writeInt16LE(Math.round(LOUDNESS * Math.sin((2 * Math.PI * HERTZ * at) / RATE)), HEADER + at * 2)
  }
  writeFileSync(file, wav)
}
