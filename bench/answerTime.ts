import type { Measure, Quantities, Quantity } from './Quantity.ts'
import { VoiceBooth } from './VoiceBooth.ts'
import type { Answered } from './VoicePair.ts'

const CALLS = 9
const WARM_UPS = 1
/** Milliseconds that it rings before somebody answers: people need longer. */
const RINGS = 2_000
/**
 * Milliseconds one way. From device to device a packet takes half of the round trip that figures are told in, and so it
 * does through our relay, which stands half way: so the figures of both paths compare.
 */
const DELAYS = { server: 25, direct: 50 }
const ROUND_TRIP = 2 * DELAYS.direct

/** PERF-1 with a relay, PERF-2 without one, in round trips from device to device. */
const WAYS = [
  { name: 'ready', relay: true, reach: 1, what: 'connected while it rings' },
  { name: 'cold', relay: false, reach: 4.5, what: 'without a relay' },
] as const

async function answerCalls(relay: boolean): Promise<Answered[]> {
  const booth = await VoiceBooth.open({ delays: DELAYS, relay })
  try {
    const pair = await booth.pair()
    const calls: Answered[] = []
    for (let call = -WARM_UPS; call < CALLS; call++) {
      const answered = await pair.answer('audio', RINGS)
      await pair.hangUp()
      if (call >= 0) calls.push(answered)
    }
    return calls
  } finally {
    await booth.close()
  }
}

function tell({ name, what, reach }: (typeof WAYS)[number], calls: readonly Answered[]): Quantities {
  const quantity = (
    about: string,
    unit: string,
    pick: (call: Answered) => number,
    limit: number | null = null,
  ) => ({ what: `${about}, ${what}`, unit, reach: limit, samples: calls.map(pick) }) satisfies Quantity
  const trips = (at: number, { clicked }: Answered) => (at - clicked) / ROUND_TRIP
  return {
    [`${name}.heard`]: quantity('Accept to first sound', 'RTT', call => trips(call.heard, call), reach),
    [`${name}.packet`]: quantity('Accept to first packet of it', 'RTT', call => trips(call.packet, call)),
    [`${name}.heard.ms`]: quantity('Accept to first sound', 'ms', call => call.heard - call.clicked),
    [`${name}.devices`]: quantity('of it getUserMedia', 'ms', call => call.devices ?? 0),
  }
}

/** Where the time of the last call went, for whoever wants to shorten it. */
function trace({ clicked, caller, callee, packet, heard }: Answered): string {
  const steps = [
    ...caller.steps.map(step => ({ ...step, what: `caller: ${step.what}` })),
    ...callee.steps.map(step => ({ ...step, what: `callee: ${step.what}` })),
    { at: packet, what: 'caller: first packet' },
    { at: heard, what: 'caller: first sound' },
  ]
  return steps
    .sort((a, b) => a.at - b.at)
    .map(({ at, what }) => `    ${(at - clicked).toFixed(0).padStart(6)} ms  ${what}`)
    .join('\n')
}

/** Whole audio calls of two real browsers in a lab, with 100 ms of round trip from device to device. */
export const answerTime: Measure = {
  name: 'answer',
  what: `from Accept to the first sound at the caller, at ${ROUND_TRIP} ms of round trip (PERF-1, PERF-2)`,
  world: true,
  async run(say) {
    const told: Record<string, Quantity> = {}
    for (const way of WAYS) {
      say(`${CALLS} calls ${way.what} …`)
      const calls = await answerCalls(way.relay)
      const last = calls.at(-1)
      if (last) say(`  the last one:\n${trace(last)}`)
      Object.assign(told, tell(way, calls))
    }
    return told
  },
}
