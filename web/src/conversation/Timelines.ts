import type { ConversationId } from '@tacet/protocol/ids'
import type { Signaling } from '../signaling/ports.ts'
import { Timeline } from './Timeline.ts'

/** So many stay loaded, so that going back and forth between conversations is instant. */
const KEPT = 20

/** The timelines that this page has open or had open lately. */
export class Timelines {
  readonly #signaling: Signaling
  readonly #open = new Map<ConversationId, Timeline>()

  constructor(signaling: Signaling) {
    this.#signaling = signaling
    signaling.on('conversation-gone', ({ conversation }) => this.#drop(conversation))
  }

  of(conversation: ConversationId): Timeline {
    const known = this.#open.get(conversation)
    // The order of the map is the order of use.
    if (known) this.#open.delete(conversation)
    const timeline = known ?? new Timeline(conversation, this.#signaling)
    this.#open.set(conversation, timeline)
    const [longestUnused] = this.#open.keys()
    if (this.#open.size > KEPT && longestUnused) this.#drop(longestUnused)
    return timeline
  }

  close(): void {
    for (const conversation of [...this.#open.keys()]) this.#drop(conversation)
  }

  #drop(conversation: ConversationId): void {
    this.#open.get(conversation)?.close()
    this.#open.delete(conversation)
  }
}
