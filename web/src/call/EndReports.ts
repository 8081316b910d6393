import type { CallId } from '@tacet/protocol/ids'
import type { UpOf } from '@tacet/protocol/up'
import type { Signaling } from '../signaling/ports.ts'

interface Report {
  readonly end: UpOf<'call-end'>
  /** For a server that has forgotten the call meanwhile; null where it never knew it. */
  readonly resume: UpOf<'call-resume'> | null
}

/**
 * [CALL-17] Tells the server how calls ended. What it could not be told while the line was down it learns after the
 * reconnect, so that the row says who hung up.
 */
export class EndReports {
  readonly #signaling: Signaling
  readonly #over: (call: CallId) => void
  #untold: readonly Report[] = []

  constructor(signaling: Signaling, over: (call: CallId) => void) {
    this.#signaling = signaling
    this.#over = over
  }

  /** Says something that only makes sense while the server knows the call. False: it doesn't, and the call is over. */
  async ask(message: UpOf<'call-ringing'> | UpOf<'call-resume'>): Promise<boolean> {
    const ack = await this.#signaling.send(message)
    if (ack.ok || ack.failure.error !== 'call-over') return true
    this.#over(message.call)
    return false
  }

  async tell(end: UpOf<'call-end'>, resume: UpOf<'call-resume'> | null): Promise<void> {
    const ack = await this.#signaling.send(end)
    if (!ack.ok && ack.failure.error === 'unavailable') this.#untold = [...this.#untold, { end, resume }]
  }

  /** The line is open again. */
  async retell(): Promise<void> {
    const untold = this.#untold
    this.#untold = []
    for (const { end, resume } of untold) {
      // A refusal is an answer: the server knows that the call is over, or does not take part of it from here.
      const known = resume ? await this.#signaling.send(resume) : null
      if (known && !known.ok && known.failure.error !== 'unavailable') continue
      await this.tell(end, resume)
    }
  }
}
