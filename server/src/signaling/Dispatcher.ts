import { mayEver } from '@tacet/domain/identity/policy'
import { decodeUp } from '@tacet/protocol/decode'
import type { Ack } from '@tacet/protocol/down'
import type { Up } from '@tacet/protocol/up'
import type { Clock } from '../clock.ts'
import { failureOf } from '../http/failures.ts'
import { type Rate, TokenBuckets } from '../http/TokenBuckets.ts'
import type { Log } from '../log.ts'
import type { Handler, Handlers, Sender } from './ports.ts'

/** Of one person, over all their pages: trickled candidates of several legs fit through. */
const PERSON_RATE: Rate = { burst: 200, perSecond: 50 }

/** Takes what pages say: limits, decodes, asks the policy, lets the feature handle it, makes the acknowledgement. */
export class Dispatcher {
  readonly #handlers: Partial<Handlers>
  readonly #buckets: TokenBuckets
  readonly #log: Log

  constructor(handlers: Partial<Handlers>, clock: Clock, log: Log) {
    this.#handlers = handlers
    this.#buckets = new TokenBuckets(PERSON_RATE, clock)
    this.#log = log
  }

  async answer(from: Sender, raw: unknown): Promise<Ack> {
    const wait = this.#buckets.take(from.account.id)
    if (wait > 0) return { ok: false, failure: { error: 'rate-limited', retryAfter: wait } }
    const decoded = decodeUp(raw)
    if (!decoded.ok) return decoded
    const entry = this.#handlers[decoded.value.t]
    if (!entry) return { ok: false, failure: { error: 'unavailable' } }
    if (!mayEver(from.account.role, entry.policy)) return { ok: false, failure: { error: 'forbidden' } }
    try {
      // The table binds each handler to its own type of message.
      const handle = entry.handle as Handler<Up['t']>
      return { ok: true, reply: await handle(from, decoded.value) }
    } catch (error) {
      return { ok: false, failure: failureOf(error, this.#log) }
    }
  }
}
