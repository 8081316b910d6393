import { buildStubbedApp } from './build.ts'
import { type Call, CallBooth } from './CallBooth.ts'
import type { Measure, Quantities, Quantity } from './Quantity.ts'
import { runRounds } from './rounds.ts'
import { KINDS, signalsSent } from './signals.ts'
import { differences, median } from './statistics.ts'

const VARIANTS = ['verified', 'stubbed'] as const
const SIDES = ['caller', 'callee'] as const
type Variant = (typeof VARIANTS)[number]
type Side = (typeof SIDES)[number]
type Calls = (variant: Variant) => Call[]

const PAIRS = 30
/** Fewer, for each takes longer, and what they show is as large as the delay. */
const DELAYED_PAIRS = 8
/** Milliseconds from device to device, put upon every message of the second run. */
const DELAY = 200
/**
 * Messages in a row between Accept and media on a leg that has waited for consent, as vcall/1 has it: answer and accept
 * together, the offer of the real path, its answer (RING-2, ICE-3).
 */
const TRIPS_SPECIFIED = 3
/** One more trip would be a whole one; anything less than half of one is noise. */
const HALF = 0.5

/** Milliseconds from the callee's click to the first frame on that side. */
const untilSeen = (side: Side) => (call: Call) => (call[side].firstFrame ?? Number.NaN) - call.callee.clicked

/**
 * How many messages in a row the first frame waited for: what a delay of each by `DELAY` adds, counted in delays. The
 * calls with and without it are no pairs, so each is held against the middle of those without.
 */
function tripsOf(delayed: readonly Call[], plain: readonly Call[], side: Side): number[] {
  const usual = median(plain.map(untilSeen(side)))
  return delayed.map(call => (untilSeen(side)(call) - usual) / DELAY)
}

const count = (call: Call, side: Side, kind: string) =>
  signalsSent(call[side]).filter(one => one === kind).length

function tell(plain: Calls, delayed: Calls): Quantities {
  const quantities: Record<string, Quantity> = {}
  for (const side of SIDES) {
    const seen = (variant: Variant) => plain(variant).map(untilSeen(side))
    const what = `Accept to first frame at the ${side}`
    for (const variant of VARIANTS) {
      quantities[`seen.${side}.${variant}`] = {
        what: `${what}, ${variant}`,
        unit: 'ms',
        reach: null,
        samples: seen(variant),
      }
    }
    const samples = differences(seen('verified'), seen('stubbed'))
    quantities[`seen.${side}.added`] = { what: `${what}, added`, unit: 'ms', reach: null, samples }
  }
  for (const side of SIDES) {
    const trips = (variant: Variant) => tripsOf(delayed(variant), plain(variant), side)
    const rows = [
      ['verified', trips('verified'), TRIPS_SPECIFIED + HALF],
      ['stubbed', trips('stubbed'), null],
      ['added', differences(trips('verified'), trips('stubbed')), HALF],
    ] as const
    for (const [which, samples, reach] of rows) {
      const what = `one-way trips to that, ${side}, ${which}`
      quantities[`trips.${side}.${which}`] = { what, unit: 'trips', reach, samples }
    }
  }
  for (const side of SIDES) {
    for (const kind of KINDS) {
      for (const variant of VARIANTS) {
        const samples = plain(variant).map(call => count(call, side, kind))
        if (samples.every(sent => sent === 0)) continue
        const what = `${kind} sent by the ${side}, ${variant}`
        quantities[`sent.${side}.${kind}.${variant}`] = { what, unit: 'messages', reach: null, samples }
      }
    }
  }
  return quantities
}

/** Whole video calls of two real browsers over the real server, with and without verification, turn by turn. */
export const callSetUp: Measure = {
  name: 'call-setup',
  what: 'from Accept to the first frame: time, round trips and messages, with and without verification',
  async run(say) {
    const booth = await CallBooth.open(await buildStubbedApp())
    try {
      say(`${PAIRS} pairs of video calls between two browsers …`)
      const plain = await runRounds(VARIANTS, PAIRS, variant => booth.call(variant, 0))
      say(`${DELAYED_PAIRS} pairs with ${DELAY} ms from device to device …`)
      const delayed = await runRounds(VARIANTS, DELAYED_PAIRS, variant => booth.call(variant, DELAY))
      return tell(plain, delayed)
    } finally {
      await booth.close()
    }
  },
}
