import type { Redis } from 'ioredis'
import { KEEP, type LiveFamily, type LiveKey, type LiveStore } from './ports.ts'

/** Sets, deletes or leaves a key only while it still holds what we read: the compare and the set are one step. */
const SWAP = `
local now = redis.call('GET', KEYS[1])
if (now or '') ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1`

/** More lost races in a row than any real contention makes: something else is wrong. */
const MAX_RACES = 100

/** Live state in Redis: several nodes. The server must run without persistence; every key has a TTL. */
export function redisLiveStore(redis: Redis, prefix = 'tacet:live:'): LiveStore {
  const nameOf = (key: LiveKey<unknown>) => `${prefix}${key.family}:${key.id}`

  return {
    async get<T>(key: LiveKey<T>) {
      const text = await redis.get(nameOf(key))
      return text === null ? null : (JSON.parse(text) as T)
    },

    async change<T>(key: LiveKey<T>, lifetime: number, change: (now: T | null) => T | null | typeof KEEP) {
      const name = nameOf(key)
      for (let race = 0; race < MAX_RACES; race++) {
        const text = await redis.get(name)
        const now = text === null ? null : (JSON.parse(text) as T)
        const next = change(now)
        if (next === KEEP) return now
        const swapped = await redis.eval(
          SWAP,
          1,
          name,
          text ?? '',
          next === null ? '' : JSON.stringify(next),
          Math.max(1, Math.ceil(lifetime)),
        )
        if (swapped === 1) return next
      }
      throw new Error(`live state: no luck in ${MAX_RACES} races for one key of ${key.family}`)
    },

    async all<T>(family: LiveFamily<T>) {
      const values: T[] = []
      let cursor = '0'
      do {
        const [next, names] = await redis.scan(cursor, 'MATCH', `${prefix}${family.name}:*`, 'COUNT', 200)
        cursor = next
        const texts = names.length > 0 ? await redis.mget(names) : []
        for (const text of texts) if (text !== null) values.push(JSON.parse(text) as T)
      } while (cursor !== '0')
      return values
    },

    async close() {
      redis.disconnect()
    },
  }
}
