import type { Ack, Down } from '@tacet/protocol/down'
import type { Up } from '@tacet/protocol/up'
import type { Agenda } from './Agenda.ts'

export const UNAVAILABLE = { ok: false, failure: { error: 'unavailable' } } as const

/** As long as a page waits for an acknowledgement. */
const ANSWER_WITHIN = 10_000

interface NetLineParts {
  readonly agenda: Agenda
  readonly id: string
  /** Milliseconds from end to end, as they are now. */
  readonly delay: () => number
  /** The server's answer to one message; null where there is no server. */
  readonly handle: (message: Up) => Promise<Ack | null>
  readonly hear: (message: Down) => Promise<void>
}

/**
 * One connection of a page to the server. What is on it takes its time and keeps its order, each way; when it breaks, all
 * of it is lost.
 */
export class NetLine {
  /** The page takes it for open. */
  isOpen = true
  /** Messages of the page still come out at the other end: false once cut. */
  #carriesUp = true
  #lastUp = 0
  #lastDown = 0
  readonly #parts: NetLineParts
  readonly #waiting = new Set<(ack: Ack) => Promise<void>>()

  constructor(parts: NetLineParts) {
    this.#parts = parts
  }

  get id(): string {
    return this.#parts.id
  }

  send(message: Up, answered: (ack: Ack) => Promise<void>): void {
    const { agenda, delay, handle } = this.#parts
    const settle = async (ack: Ack) => {
      if (this.#waiting.delete(settle)) await answered(ack)
    }
    this.#waiting.add(settle)
    agenda.after(ANSWER_WITHIN, () => settle(UNAVAILABLE))
    this.#lastUp = Math.max(this.#lastUp, agenda.now + delay())
    agenda.at(this.#lastUp, async () => {
      if (!this.#carriesUp) return
      const ack = await handle(message)
      if (ack) this.#down(() => settle(ack))
    })
  }

  welcome(arrive: () => Promise<void>): void {
    this.#down(arrive)
  }

  post(message: Down): void {
    this.#down(() => this.#parts.hear(message))
  }

  /** The page is told at once. `lost`: what it had sent does not arrive either. */
  async break(lost: boolean): Promise<void> {
    if (lost) this.#carriesUp = false
    if (!this.isOpen) return
    this.isOpen = false
    for (const settle of [...this.#waiting]) await settle(UNAVAILABLE)
  }

  #down(arrive: () => Promise<void>): void {
    const { agenda, delay } = this.#parts
    this.#lastDown = Math.max(this.#lastDown, agenda.now + delay())
    agenda.at(this.#lastDown, async () => {
      if (this.isOpen) await arrive()
    })
  }
}
