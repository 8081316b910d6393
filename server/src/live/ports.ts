/**
 * Short-lived state: calls, rosters, presence. Never touches a disk, and every entry dies by itself.
 * Two adapters: the process's memory, and Redis without persistence for several nodes.
 */
export interface LiveStore {
  /** The value under `key`, or null when there is none or its time is over. */
  get<T>(key: LiveKey<T>): Promise<T | null>
  /**
   * Changes one entry atomically: `change` sees the present value and returns the next one, null to delete it, or
   * `KEEP` to leave value and lifetime as they are. It may run again when somebody else was faster: keep it pure.
   * Answers the value that stands afterwards.
   */
  change<T>(
    key: LiveKey<T>,
    lifetime: number,
    change: (now: T | null) => T | null | typeof KEEP,
  ): Promise<T | null>
  /** All live values whose key belongs to `family`, in no order. For sweeps and lists of tens, not for hot paths. */
  all<T>(family: LiveFamily<T>): Promise<readonly T[]>
  close(): Promise<void>
}

export const KEEP: unique symbol = Symbol('keep')

/** A family of entries of one type; `family(id)` is the key of one. Values must survive JSON. */
export interface LiveFamily<T> {
  readonly name: string
  (id: string): LiveKey<T>
}

export interface LiveKey<T> {
  readonly family: string
  readonly id: string
  /** Never set: carries the type of the value. */
  readonly value?: T
}

export function liveFamily<T>(name: string): LiveFamily<T> {
  return Object.defineProperty((id: string): LiveKey<T> => ({ family: name, id }), 'name', {
    value: name,
  }) as LiveFamily<T>
}
