import { type Clock, systemClock } from '../clock.ts'
import { KEEP, type LiveFamily, type LiveKey, type LiveStore } from './ports.ts'

interface Entry {
  readonly value: string
  readonly diesAt: number
  readonly disarm: () => void
}

export interface MemoryLiveStore extends LiveStore {
  /** How many entries memory holds, whether anybody can still read them or not. */
  readonly size: number
}

/**
 * Live state in this process's memory: one node. Values are kept as JSON, so that nobody shares an object with the
 * store. An entry leaves memory when its time is over, also where nobody ever asks for it again.
 */
export function memoryLiveStore(clock: Clock = systemClock): MemoryLiveStore {
  const families = new Map<string, Map<string, Entry>>()

  const remove = ({ family: name, id }: LiveKey<unknown>) => {
    const family = families.get(name)
    family?.get(id)?.disarm()
    family?.delete(id)
    if (family?.size === 0) families.delete(name)
  }

  const put = (key: LiveKey<unknown>, value: string, lifetime: number) => {
    remove(key)
    const disarm = clock.after(lifetime, () => remove(key))
    const family = families.get(key.family) ?? new Map<string, Entry>()
    families.set(key.family, family.set(key.id, { value, diesAt: clock.now() + lifetime, disarm }))
  }

  /** Timers may be late, as after a machine's sleep: the entry's time counts. */
  const living = (key: LiveKey<unknown>): Entry | null => {
    const entry = families.get(key.family)?.get(key.id)
    if (!entry) return null
    if (entry.diesAt > clock.now()) return entry
    remove(key)
    return null
  }

  return {
    get size() {
      return [...families.values()].reduce((sum, family) => sum + family.size, 0)
    },

    async get<T>(key: LiveKey<T>) {
      const entry = living(key)
      return entry ? (JSON.parse(entry.value) as T) : null
    },

    async change<T>(key: LiveKey<T>, lifetime: number, change: (now: T | null) => T | null | typeof KEEP) {
      const entry = living(key)
      const now = entry ? (JSON.parse(entry.value) as T) : null
      const next = change(now)
      if (next === KEEP) return now
      if (next === null) remove(key)
      else put(key, JSON.stringify(next), lifetime)
      return next
    },

    async all<T>(family: LiveFamily<T>) {
      const ids = [...(families.get(family.name)?.keys() ?? [])]
      return ids.flatMap(id => {
        const entry = living(family(id))
        return entry ? [JSON.parse(entry.value) as T] : []
      })
    },

    async close() {
      for (const family of families.values()) for (const { disarm } of family.values()) disarm()
      families.clear()
    },
  }
}
