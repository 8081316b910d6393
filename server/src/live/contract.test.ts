import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ManualClock } from '../fakes/ManualClock.ts'
import { testRedisUrl } from '../testing/testRedis.ts'
import { memoryLiveStore } from './memory.ts'
import { KEEP, type LiveStore, liveFamily } from './ports.ts'
import { redisLiveStore } from './redis.ts'

const LONG = 60_000

interface Adapter {
  readonly name: string
  /** Two views of one state, as two nodes have them; where there is one node, the same one twice. */
  open(): Promise<{ here: LiveStore; there: LiveStore; close: () => Promise<void> }>
}

const adapters: readonly Adapter[] = [
  {
    name: 'memory',
    open: async () => {
      const store = memoryLiveStore()
      return { here: store, there: store, close: () => store.close() }
    },
  },
  {
    name: 'Redis',
    open: async () => {
      const prefix = `test:${randomBytes(6).toString('hex')}:`
      const stores = [1, 2].map(() => redisLiveStore(new Redis(testRedisUrl(2)), prefix))
      const [here, there] = stores
      if (!here || !there) throw new Error('unreachable')
      return { here, there, close: async () => void (await Promise.all(stores.map(store => store.close()))) }
    },
  },
]

describe.each(adapters)('live state in $name', ({ open }) => {
  let here: LiveStore
  let there: LiveStore
  let close: () => Promise<void>

  beforeAll(async () => {
    const opened = await open()
    here = opened.here
    there = opened.there
    close = opened.close
  })
  afterAll(() => close())

  it('has nothing under a key that nobody set', async () => {
    expect(await here.get(liveFamily('empty')('a'))).toBeNull()
  })

  it('keeps what a change answers, and shows it to everybody', async () => {
    const key = liveFamily<{ n: number }>('kept')('a')
    expect(await here.change(key, LONG, now => ({ n: (now?.n ?? 0) + 1 }))).toEqual({ n: 1 })
    expect(await there.change(key, LONG, now => ({ n: (now?.n ?? 0) + 1 }))).toEqual({ n: 2 })
    expect(await here.get(key)).toEqual({ n: 2 })
  })

  it('shares no object with whoever gave or gets a value', async () => {
    const key = liveFamily<string[]>('own')('a')
    const given = ['one']
    await here.change(key, LONG, () => given)
    given.push('two')
    const got = await here.get(key)
    got?.push('three')
    expect(await here.get(key)).toEqual(['one'])
  })

  it('deletes by null', async () => {
    const key = liveFamily<string>('deleted')('a')
    await here.change(key, LONG, () => 'there')
    expect(await here.change(key, LONG, () => null)).toBeNull()
    expect(await there.get(key)).toBeNull()
    expect(await here.change(key, LONG, () => null)).toBeNull()
  })

  it('leaves an entry as it is by KEEP, an absent one absent', async () => {
    const key = liveFamily<string>('untouched')('a')
    expect(await here.change(key, LONG, () => KEEP)).toBeNull()
    expect(await here.get(key)).toBeNull()
    await here.change(key, LONG, () => 'there')
    expect(await here.change(key, LONG, () => KEEP)).toBe('there')
  })

  it('lets an entry die when its time is over; a change gives it a new time, KEEP does not', async () => {
    const key = liveFamily<string>('mortal')
    await here.change(key('short'), 40, () => 'there')
    await here.change(key('kept'), 40, () => 'there')
    await here.change(key('kept'), LONG, () => KEEP)
    await here.change(key('renewed'), 40, () => 'there')
    await here.change(key('renewed'), LONG, now => now)
    await expect.poll(() => here.get(key('short'))).toBeNull()
    await expect.poll(() => here.get(key('kept'))).toBeNull()
    expect(await here.get(key('renewed'))).toBe('there')
    expect(await here.all(key)).toEqual(['there'])
  })

  it('loses no change when everybody changes one entry at once', async () => {
    const key = liveFamily<number>('counter')('a')
    const changes = Array.from({ length: 60 }, (_, n) =>
      (n % 2 ? here : there).change(key, LONG, now => (now ?? 0) + 1),
    )
    const answers = await Promise.all(changes)
    expect(await here.get(key)).toBe(60)
    // Everybody saw a different state: exactly one is first, exactly one is last.
    expect(answers.toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
      Array.from({ length: 60 }, (_, n) => n + 1),
    )
  })

  it('lets exactly one win an entry, a thousand times', async () => {
    const family = liveFamily<string>('won')
    for (let race = 0; race < 1_000; race++) {
      const take = (store: LiveStore, name: string) =>
        store.change(family(String(race)), LONG, now => now ?? name)
      const [a, b] = await Promise.all([take(here, 'here'), take(there, 'there')])
      expect(a).toBe(b)
    }
  })

  it('lists what lives in one family and nothing of another', async () => {
    const family = liveFamily<number>('listed')
    const other = liveFamily<number>('listed-too')
    for (let n = 0; n < 250; n++) await here.change(family(String(n)), LONG, () => n)
    await here.change(other('a'), LONG, () => -1)
    await here.change(family('7'), LONG, () => null)
    const all = await there.all(family)
    expect(all.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 250 }, (_, n) => n).filter(n => n !== 7),
    )
  })
})

describe('live state in memory', () => {
  it('[P-7] holds nothing of an entry whose time is over, though nobody asks for it again', async () => {
    const clock = new ManualClock()
    const store = memoryLiveStore(clock)
    const [call, seat] = [liveFamily<string>('call'), liveFamily<string>('seat')]
    await store.change(call('short'), 1_000, () => 'a trace')
    await store.change(call('renewed'), 1_000, () => 'alive')
    await store.change(seat('long'), 5_000, () => 'another trace')
    await store.change(seat('ended'), LONG, () => 'gone')
    await store.change(seat('ended'), LONG, () => null)
    clock.advance(999)
    await store.change(call('renewed'), LONG, now => now)
    expect(store.size).toBe(3)
    clock.advance(1)
    expect(store.size).toBe(2)
    clock.advance(4_000)
    expect(store.size).toBe(1)
    expect(await store.get(call('renewed'))).toBe('alive')
    await store.close()
    expect(store.size).toBe(0)
  })

  it('keeps no process waiting for the end of an entry', async () => {
    const before = process.getActiveResourcesInfo().length
    const store = memoryLiveStore()
    await store.change(liveFamily<string>('call')('a'), LONG, () => 'there')
    expect(process.getActiveResourcesInfo()).toHaveLength(before)
    await store.close()
  })
})

describe('live state in Redis', () => {
  it('[P-7] has a time to live on every key', async () => {
    const redis = new Redis(testRedisUrl(2))
    const prefix = `test:${randomBytes(6).toString('hex')}:`
    const store = redisLiveStore(redis, prefix)
    const family = liveFamily<number>('timed')
    for (const lifetime of [0.2, 1_000, LONG]) await store.change(family(String(lifetime)), lifetime, () => 1)
    const keys = await redis.keys(`${prefix}*`)
    for (const key of keys) expect(await redis.pttl(key)).toBeGreaterThanOrEqual(0)
    await store.close()
  })
})
