import type { ConversationId, Millis, PersonId } from '@tacet/protocol/ids'
import { KEEP, type LiveStore, liveFamily } from '../live/ports.ts'

/**
 * A conversation that exists in memory only: the people of a call that has become a conference (UPG-3). It is stored when
 * somebody writes in it, and goes with its conference otherwise.
 */
export interface Gathering {
  readonly id: ConversationId
  readonly by: PersonId
  /** Who may see it. */
  readonly members: readonly PersonId[]
  /** Who is to come, and doesn't know yet. */
  readonly awaited: readonly PersonId[]
  readonly createdAt: Millis
}

/** As long as one lives without a sign of life of its conference. Milliseconds. */
const LIFETIME = 120_000

const gatheringFamily = liveFamily<Gathering>('gathering')

/** The conversations that are in memory only. */
export class LiveGatherings {
  readonly #live: LiveStore

  constructor(live: LiveStore) {
    this.#live = live
  }

  of(id: ConversationId): Promise<Gathering | null> {
    return this.#live.get(gatheringFamily(id))
  }

  async with(person: PersonId): Promise<readonly Gathering[]> {
    return (await this.#live.all(gatheringFamily)).filter(({ members }) => members.includes(person))
  }

  /** The one of exactly these people, whether all of them know of it or not. */
  async ofExactly(people: readonly PersonId[]): Promise<Gathering | null> {
    const all = await this.#live.all(gatheringFamily)
    return all.find(({ members, awaited }) => sameSet([...members, ...awaited], people)) ?? null
  }

  /** Null deletes it. Answers what stands afterwards. */
  change(id: ConversationId, change: (now: Gathering | null) => Gathering | null): Promise<Gathering | null> {
    return this.#live.change(gatheringFamily(id), LIFETIME, change)
  }

  /** A sign of life. */
  async touch(id: ConversationId): Promise<void> {
    await this.#live.change(gatheringFamily(id), LIFETIME, now => now ?? KEEP)
  }
}

const sameSet = (some: readonly PersonId[], others: readonly PersonId[]): boolean =>
  some.length === others.length && some.every(person => others.includes(person))
