import { setTimeout as wait } from 'node:timers/promises'
import { readTransports } from '../e2e/media.ts'
import type { Person } from '../e2e/people.ts'
import type { Stack } from '../e2e/stack.ts'
import { until } from '../e2e/until.ts'
import { longestPause } from './pauses.ts'
import type { Measure, Quantities, Quantity } from './Quantity.ts'
import { VoiceBooth } from './VoiceBooth.ts'
import type { VoicePair } from './VoicePair.ts'

/** On each of the two paths: fifty in all. */
const KILLS = 25
/** Milliseconds a server lives: after a shorter life the supervisor waits before it starts the next one. */
const LIVES = 10_500
const UP_WITHIN = 30_000
const RESUMES_WITHIN = 60_000
const TRY_EVERY = 5
/** Milliseconds from a new server to a call that it knows again. */
const REACH = 2_000
/**
 * Milliseconds. Voice comes every 20; whatever lets packets wait for longer than this is a gap to be heard, less is what a
 * busy machine does at any time.
 */
const GAP = 200

const PATHS = ['direct', 'relayed'] as const
type Path = (typeof PATHS)[number]
type Sample = Record<'pause' | 'calm' | 'lost' | 'resumed', number>

async function untilUp(stack: Stack, old: number): Promise<number> {
  const end = performance.now() + UP_WITHIN
  while (performance.now() < end) {
    const answer = await fetch(`http://127.0.0.1:${stack.port}/api/health`).catch(() => null)
    if (answer?.ok && stack.server?.pid !== old) return performance.timeOrigin + performance.now()
    await wait(TRY_EVERY)
  }
  throw new Error('no new server came up')
}

function resumedAt({ name, page }: Person, after: number): Promise<number> {
  return until(`${name}'s call is known to the new server`, RESUMES_WITHIN, async () => {
    const { resumed } = await page.evaluate(() => window.tacetVoice.read())
    return resumed !== null && resumed > after ? resumed : null
  })
}

const longest = (pair: VoicePair, from: number, to: number) =>
  pair
    .arrivals()
    .then(all => Math.max(...all.map(one => longestPause(one.filter(at => at >= from && at <= to)).length)))

/** Kills the server once; answers what both calls noticed. */
async function kill(stack: Stack, pairs: Readonly<Record<Path, VoicePair>>): Promise<Record<Path, Sample>> {
  const victim = stack.server
  if (!victim) throw new Error('there is no server to kill')
  const lost = (pair: VoicePair) =>
    pair.incoming('audio').then(all => all.reduce((sum, one) => sum + one.lost, 0))
  const before = { direct: await lost(pairs.direct), relayed: await lost(pairs.relayed) }
  for (const path of PATHS) await pairs[path].listen()
  const start = performance.timeOrigin + performance.now()
  await wait(LIVES)
  const killed = performance.timeOrigin + performance.now()
  process.kill(victim.pid, 'SIGKILL')
  const up = await untilUp(stack, victim.pid)
  const sample = async (path: Path): Promise<Sample> => {
    const pair = pairs[path]
    const resumed = Math.max(...(await Promise.all(pair.people.map(person => resumedAt(person, killed)))))
    await wait(500)
    const now = performance.timeOrigin + performance.now()
    return {
      pause: await longest(pair, killed - 500, now),
      calm: await longest(pair, start, killed),
      lost: (await lost(pair)) - before[path],
      resumed: Math.max(0, resumed - up),
    }
  }
  const [direct, relayed] = await Promise.all([sample('direct'), sample('relayed')])
  return { direct, relayed }
}

async function expectPath(pair: VoicePair, relayed: boolean): Promise<void> {
  const [transport] = await readTransports(pair.caller.page)
  if ((transport?.local.type === 'relay') !== relayed) throw new Error('a call runs on the wrong path')
}

function tell(samples: readonly Record<Path, Sample>[]): Quantities {
  const quantities: Record<string, Quantity> = {}
  for (const path of PATHS) {
    const of = (what: keyof Sample) => samples.map(sample => sample[path][what])
    const gaps = of('pause').map(pause => (pause > GAP ? pause : 0))
    quantities[`${path}.gap`] = {
      what: `${path} call: gap in the voice when the server is killed`,
      unit: 'ms',
      reach: 0,
      judged: 'most',
      samples: gaps,
    }
    quantities[`${path}.pause`] = {
      what: `${path} call: longest time between two packets around it`,
      unit: 'ms',
      reach: null,
      samples: of('pause'),
    }
    quantities[`${path}.calm`] = {
      what: `${path} call: the same while nothing happens`,
      unit: 'ms',
      reach: null,
      samples: of('calm'),
    }
    quantities[`${path}.lost`] = {
      what: `${path} call: packets lost around it`,
      unit: 'packets',
      reach: 0,
      judged: 'most',
      samples: of('lost'),
    }
    quantities[`${path}.resumed`] = {
      what: `${path} call: from the new server's first answer until it knows the call`,
      unit: 'ms',
      reach: REACH,
      judged: 'p95',
      samples: of('resumed'),
    }
  }
  return quantities
}

/** A direct and a relayed call run on while the server is killed again and again. */
export const serverKills: Measure = {
  name: 'kills',
  what: 'the server is killed during a direct and a relayed call (CALL-17)',
  world: true,
  async run(say) {
    const booth = await VoiceBooth.open()
    try {
      await booth.stack.engineReady()
      const pairs = { direct: await booth.pair(), relayed: await booth.pair({ relayed: true }) }
      for (const path of PATHS) {
        await pairs[path].answer('audio')
        await pairs[path].untilTalking(0, 2_000, RESUMES_WITHIN)
        await expectPath(pairs[path], path === 'relayed')
      }
      say(`${KILLS} kills, each in both calls …`)
      const samples: Record<Path, Sample>[] = []
      while (samples.length < KILLS) samples.push(await kill(booth.stack, pairs))
      return tell(samples)
    } finally {
      await booth.close()
    }
  },
}
