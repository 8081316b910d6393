import { setTimeout as wait } from 'node:timers/promises'
import { backAfter } from './pauses.ts'
import type { Measure, Quantity } from './Quantity.ts'
import { VoiceBooth } from './VoiceBooth.ts'
import type { VoicePair } from './VoicePair.ts'

const MOVES = 10
/** Lengths of outages in seconds, and how many there are of each. */
const OUTAGES = [
  [3, 5],
  [10, 3],
  [30, 2],
] as const
/** Milliseconds after a change of address until media is back. */
const REACH = 3_000
/** Milliseconds in which a call that heals has healed (CALL-15). */
const HEALS_WITHIN = 60_000
/** Milliseconds of voice without a pause that end a disturbance, and that lie between two of them. */
const STEADY = 1_500

const now = () => performance.timeOrigin + performance.now()

/** Milliseconds from `since` until both sides hear each other again; the limit where they never do. */
async function healed(pair: VoicePair, since: number): Promise<number> {
  const arrivals = await pair.untilTalking(since + 500, STEADY, HEALS_WITHIN).catch(() => null)
  if (arrivals) return Math.max(0, ...arrivals.map(one => backAfter(one, since)))
  await pair.renew()
  return HEALS_WITHIN
}

async function move(booth: VoiceBooth, pair: VoicePair): Promise<number> {
  const [site] = pair.sites
  if (!site) throw new Error('nobody is there to move')
  await pair.listen()
  await wait(STEADY)
  const since = now()
  await booth.lab.moveAddress(site)
  return healed(pair, since)
}

async function breakFor(booth: VoiceBooth, pair: VoicePair, seconds: number): Promise<number> {
  const [site] = pair.sites
  if (!site) throw new Error('nobody is there to cut off')
  await pair.listen()
  await wait(STEADY)
  await booth.lab.setLine(site, { cut: true })
  await wait(seconds * 1_000)
  await booth.lab.setLine(site, {})
  return healed(pair, now())
}

async function measurePair(booth: VoiceBooth, pair: VoicePair, path: string) {
  await pair.answer('audio')
  await pair.untilTalking(0, STEADY, HEALS_WITHIN)
  const moves: number[] = []
  while (moves.length < MOVES) moves.push(await move(booth, pair))
  const told: Record<string, Quantity> = {
    [`${path}.moved`]: {
      what: `${path} call: new address until both hear each other`,
      unit: 'ms',
      reach: REACH,
      judged: 'p95',
      samples: moves,
    },
  }
  for (const [seconds, count] of OUTAGES) {
    const samples: number[] = []
    while (samples.length < count) samples.push(await breakFor(booth, pair, seconds))
    told[`${path}.outage.${seconds}`] = {
      what: `${path} call: line back after ${seconds} s until both hear each other`,
      unit: 'ms',
      reach: null,
      samples,
    }
  }
  await pair.hangUp()
  return told
}

/** Calls whose caller moves to another address, or is cut off for a while, without anybody's click. */
export const lineBreaks: Measure = {
  name: 'breaks',
  what: 'another address and outages during a call: it heals without a click (CALL-15)',
  world: true,
  async run(say) {
    const booth = await VoiceBooth.open({ delays: { server: 25, direct: 50 } })
    try {
      await booth.stack.engineReady()
      const [direct, relayed] = [await booth.pair(), await booth.pair({ relayed: true })]
      say(`${MOVES} moves and outages of ${OUTAGES.map(([seconds]) => seconds).join(', ')} s, on two paths …`)
      const [one, other] = await Promise.all([
        measurePair(booth, direct, 'direct'),
        measurePair(booth, relayed, 'relayed'),
      ])
      return { ...one, ...other }
    } finally {
      await booth.close()
    }
  },
}
