import type { UpgradeMessage } from '@tacet/protocol/peer'

/** What the two sides of a call say to each other, past the server, about its becoming a conference. */
export class Aside {
  readonly say: (message: UpgradeMessage) => void
  readonly #listeners = new Set<(message: UpgradeMessage) => void>()

  constructor(say: (message: UpgradeMessage) => void) {
    this.say = say
  }

  on(listener: (message: UpgradeMessage) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The other side has said it. */
  hear(message: UpgradeMessage): void {
    for (const listener of [...this.#listeners]) listener(message)
  }
}
