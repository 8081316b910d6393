import type { Clock } from '../clock.ts'

export interface Rate {
  /** Tokens in a full bucket: what may come at once. */
  readonly burst: number
  /** Tokens that flow in each second. */
  readonly perSecond: number
}

interface Bucket {
  tokens: number
  at: number
}

/** More callers than this at once, and the full buckets are thrown away; they would be made anew just as full. */
const SWEEP_ABOVE = 10_000

/** Token buckets by key, in memory only. */
export class TokenBuckets {
  readonly #rate: Rate
  readonly #clock: Clock
  readonly #buckets = new Map<string, Bucket>()

  constructor(rate: Rate, clock: Clock) {
    this.#rate = rate
    this.#clock = clock
  }

  /** Takes `cost` tokens. Answers 0 when they were there, else the milliseconds until they will be; nothing is taken then. */
  take(key: string, cost = 1): number {
    const now = this.#clock.now()
    const bucket = this.#filled(key, now)
    if (bucket.tokens < cost) return Math.ceil(((cost - bucket.tokens) / this.#rate.perSecond) * 1_000)
    bucket.tokens -= cost
    this.#buckets.set(key, bucket)
    if (this.#buckets.size > SWEEP_ABOVE) this.#sweep(now)
    return 0
  }

  #filled(key: string, now: number): Bucket {
    const bucket = this.#buckets.get(key)
    if (!bucket) return { tokens: this.#rate.burst, at: now }
    // A clock that was set back must not lock anybody out.
    const elapsed = Math.max(0, now - bucket.at)
    bucket.tokens = Math.min(this.#rate.burst, bucket.tokens + (elapsed / 1_000) * this.#rate.perSecond)
    bucket.at = now
    return bucket
  }

  #sweep(now: number): void {
    for (const key of [...this.#buckets.keys()]) {
      if (this.#filled(key, now).tokens >= this.#rate.burst) this.#buckets.delete(key)
    }
  }
}
