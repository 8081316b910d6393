import { SfuTicket } from '@tacet/protocol/conference'
import type { ConversationId, PersonId, SfuHandle } from '@tacet/protocol/ids'
import { type LiveStore, liveFamily } from '../live/ports.ts'
import type { Random } from '../random.ts'

/** Milliseconds (CONF-5). */
const LIFETIME = 60_000

/** What a ticket stands for: one join, by one person. */
export interface Admission {
  readonly person: PersonId
  readonly conversation: ConversationId
  readonly handle: SfuHandle
}

const ticketFamily = liveFamily<Admission>('ticket')

/** Opaque stand-ins for the engine's tokens, so that none of those ever stands in a URL. Each works once, for 60 s. */
export class Tickets {
  readonly #live: LiveStore
  readonly #random: Random

  constructor(live: LiveStore, random: Random) {
    this.#live = live
    this.#random = random
  }

  async issue(admission: Admission): Promise<string> {
    const ticket = this.#random.bytes(32).toString('base64url')
    await this.#live.change(ticketFamily(ticket), LIFETIME, () => admission)
    return ticket
  }

  /** What it stands for, once; null for one that is used, too old, or was never ours. */
  async redeem(ticket: string): Promise<Admission | null> {
    if (!SfuTicket.safeParse(ticket).success) return null
    let admission: Admission | null = null
    await this.#live.change(ticketFamily(ticket), LIFETIME, now => {
      admission = now
      return null
    })
    return admission
  }
}
