import type { Quality, QualityReport } from './ports.ts'

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
 * each other, above 10 % loss words are missing. `available`: bits per second that the line takes, as the browser believes.
 */
export function readQuality(
  stats: Iterable<[string, unknown]>,
  last: QualitySample | null,
): { report: Omit<QualityReport, 'videoPaused'>; sample: QualitySample; available: number | null } {
  let received = 0
  let lost = 0
  let roundTrip = 0
  let lossOut: number | null = null
  let available: number | null = null
  for (const [, entry] of stats) {
    const one = entry as Stats
    if (one['type'] === 'inbound-rtp') {
      received += numberOf(one, 'packetsReceived')
      lost += numberOf(one, 'packetsLost')
    }
    if (one['type'] === 'remote-inbound-rtp') lossOut = Math.max(lossOut ?? 0, numberOf(one, 'fractionLost'))
    if (one['type'] === 'candidate-pair' && one['nominated'] === true) {
      roundTrip = numberOf(one, 'currentRoundTripTime')
      available = numberOf(one, 'availableOutgoingBitrate') || null
    }
  }
  const sample = { received, lost }
  const newReceived = received - (last?.received ?? 0)
  const newLost = Math.max(0, lost - (last?.lost ?? 0))
  const loss = newReceived + newLost === 0 ? 0 : newLost / (newReceived + newLost)
  const bars = grade(roundTrip, Math.max(loss, lossOut ?? 0))
  return { report: { bars, roundTrip: roundTrip * 1_000, lossIn: loss, lossOut }, sample, available }
}

function grade(roundTripSeconds: number, loss: number): Quality {
  if (loss > 0.2 || roundTripSeconds > 0.8) return 1
  if (loss > 0.1 || roundTripSeconds > 0.4) return 2
  if (loss > 0.03 || roundTripSeconds > 0.2) return 3
  return 4
}
