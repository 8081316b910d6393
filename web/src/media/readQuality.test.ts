import { describe, expect, it } from 'vitest'
import { readQuality } from './readQuality.ts'

interface Line {
  readonly received: number
  readonly lost: number
  /** Seconds. */
  readonly roundTrip: number
  readonly lostThere?: number
}

const report = ({ received, lost, roundTrip, lostThere }: Line): [string, unknown][] => [
  ['in', { type: 'inbound-rtp', packetsReceived: received, packetsLost: lost }],
  ['pair', { type: 'candidate-pair', nominated: true, currentRoundTripTime: roundTrip }],
  ...(lostThere === undefined
    ? []
    : [['there', { type: 'remote-inbound-rtp', fractionLost: lostThere }] as [string, unknown]]),
]

describe('the quality of a call', () => {
  it('is good on a short way that loses nothing', () => {
    const { report: found } = readQuality(report({ received: 100, lost: 0, roundTrip: 0.04 }), null)
    expect(found).toEqual({ bars: 4, roundTrip: 40, lossIn: 0, lossOut: null })
  })

  it('comes with its reason: what was lost since the last look, and not before', () => {
    const last = { received: 100, lost: 100 }
    const { report: found } = readQuality(report({ received: 188, lost: 112, roundTrip: 0.04 }), last)
    expect(found).toMatchObject({ bars: 2, lossIn: 0.12 })
  })

  it('is that of the worse direction, and of the time it takes', () => {
    const there = readQuality(report({ received: 100, lost: 0, roundTrip: 0.04, lostThere: 0.25 }), null)
    expect(there.report).toMatchObject({ bars: 1, lossOut: 0.25 })
    const far = readQuality(report({ received: 100, lost: 0, roundTrip: 0.42 }), null)
    expect(far.report).toMatchObject({ bars: 2, roundTrip: 420 })
  })
})
