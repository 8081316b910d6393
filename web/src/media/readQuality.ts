import type { Quality } from './ports.ts'

/** Running totals at one moment; the quality lies in the difference of two. */
export interface QualitySample {
  readonly received: number
  readonly lost: number
}

type Stats = Readonly<Record<string, unknown>>

const numberOf = (stats: Stats, name: string): number => {
  const value = stats[name]
  return typeof value === 'number' ? value : 0
}

/**
 * 0…4 from round trip and loss since the last sample. The steps follow what people notice: above 400 ms one talks over
 * each other, above 10 % loss words are missing.
 */
export function readQuality(
  report: Iterable<[string, unknown]>,
  last: QualitySample | null,
): { quality: Quality; sample: QualitySample } {
  let received = 0
  let lost = 0
  let roundTrip = 0
  for (const [, entry] of report) {
    const stats = entry as Stats
    if (stats['type'] === 'inbound-rtp') {
      received += numberOf(stats, 'packetsReceived')
      lost += numberOf(stats, 'packetsLost')
    }
    if (stats['type'] === 'candidate-pair' && stats['nominated'] === true) {
      roundTrip = numberOf(stats, 'currentRoundTripTime')
    }
  }
  const sample = { received, lost }
  const newReceived = received - (last?.received ?? 0)
  const newLost = Math.max(0, lost - (last?.lost ?? 0))
  const loss = newReceived + newLost === 0 ? 0 : newLost / (newReceived + newLost)
  return { quality: grade(roundTrip, loss), sample }
}

function grade(roundTripSeconds: number, loss: number): Quality {
  if (loss > 0.2 || roundTripSeconds > 0.8) return 1
  if (loss > 0.1 || roundTripSeconds > 0.4) return 2
  if (loss > 0.03 || roundTripSeconds > 0.2) return 3
  return 4
}
