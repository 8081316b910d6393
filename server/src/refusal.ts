import type { ErrorCode, Failure } from '@tacet/protocol/errors'

/** A use case says no. The two doors (HTTP and socket) turn it into their answer; nothing else catches it. */
export class Refusal extends Error {
  readonly failure: Failure

  constructor(error: ErrorCode, more: Omit<Failure, 'error'> = {}) {
    super(error)
    this.name = 'Refusal'
    this.failure = { error, ...more }
  }
}
