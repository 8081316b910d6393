import { KEEP, type LiveFamily, type LiveKey, type LiveStore } from './ports.ts'

interface Entry {
  value: string
  diesAt: number
}

/** Live state in this process's memory: one node. Values are kept as JSON, so that nobody shares an object with the store. */
export function memoryLiveStore(clock: () => number = Date.now): LiveStore {
  const families = new Map<string, Map<string, Entry>>()

  const living = (key: LiveKey<unknown>): Entry | null => {
    const family = families.get(key.family)
    const entry = family?.get(key.id)
    if (!entry) return null
    if (entry.diesAt > clock()) return entry
    family?.delete(key.id)
    return null
  }

  return {
    async get<T>(key: LiveKey<T>) {
      const entry = living(key)
      return entry ? (JSON.parse(entry.value) as T) : null
    },

    async change<T>(key: LiveKey<T>, lifetime: number, change: (now: T | null) => T | null | typeof KEEP) {
      const entry = living(key)
      const now = entry ? (JSON.parse(entry.value) as T) : null
      const next = change(now)
      if (next === KEEP) return now
      const family = families.get(key.family) ?? new Map<string, Entry>()
      families.set(key.family, family)
      if (next === null) family.delete(key.id)
      else family.set(key.id, { value: JSON.stringify(next), diesAt: clock() + lifetime })
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
      families.clear()
    },
  }
}
