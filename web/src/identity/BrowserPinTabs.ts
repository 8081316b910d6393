import { PersonId } from '@tacet/protocol/ids'
import type { PinTabs } from './ports.ts'

/** Tabs of one browser tell each other by a channel that nobody else hears. */
export class BrowserPinTabs implements PinTabs {
  readonly #channel: BroadcastChannel

  /** `me`: whose pins they are. */
  constructor(me: PersonId) {
    this.#channel = new BroadcastChannel(`tacet.pins.${me}`)
  }

  tell(person: PersonId): void {
    this.#channel.postMessage(person)
  }

  onTold(listener: (person: PersonId) => void): void {
    this.#channel.addEventListener('message', ({ data }) => {
      const person = PersonId.safeParse(data)
      if (person.success) listener(person.data)
    })
  }

  close(): void {
    this.#channel.close()
  }
}
