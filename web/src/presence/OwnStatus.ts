import { AUTOMATIC, refusesCalls } from '@tacet/domain/presence/presence'
import { STATUS_LASTS_MAX, type Status } from '@tacet/protocol/presence'
import type { Signaling } from '../signaling/ports.ts'

/** What the person has chosen for themself, as the server and their other pages know it. */
export class OwnStatus {
  readonly #signaling: Signaling
  /** Milliseconds by which the server's clock is ahead of this page's. */
  #ahead = 0
  #status: Status = AUTOMATIC

  constructor(signaling: Signaling) {
    this.#signaling = signaling
    signaling.on('status', ({ status }) => {
      this.#status = status
    })
    signaling.on('welcome', ({ now, status }) => {
      this.#ahead = now - Date.now()
      // A server that was restarted has forgotten it; this page has not.
      if (status === null && this.#status !== AUTOMATIC) void this.set(this.#status)
      else this.#status = status ?? AUTOMATIC
    })
  }

  /** [CALL-11] Whether a call may ring here at this moment. */
  get mayRing(): boolean {
    const { until } = this.#status
    return !refusesCalls(this.#status) || (until !== null && until <= this.#now())
  }

  /** `until` by this page's clock. */
  choose(wish: Status['wish'], message: string | null, until: number | null): Promise<boolean> {
    return this.set({ wish, message, until: until === null ? null : until + this.#ahead })
  }

  /** False where the server did not take it. */
  async set({ wish, message, until }: Status): Promise<boolean> {
    const left = until === null ? null : Math.min(until - this.#now(), STATUS_LASTS_MAX)
    if (left !== null && left < 1_000) return this.set({ ...AUTOMATIC, message: null })
    const ack = await this.#signaling.send({ t: 'presence-status', wish, message, lasts: left })
    return ack.ok
  }

  #now(): number {
    return Date.now() + this.#ahead
  }
}
