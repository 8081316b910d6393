import type {
  ConferenceEffect,
  ConferenceEvent,
  LiveConference,
} from '@tacet/domain/conference/LiveConference'
import type { ConversationId, PersonId } from '@tacet/protocol/ids'
import type { CallHistory } from '../history/ports.ts'
import { ignoreUnavailable } from '../sfu/ports.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { ConferenceRooms } from './ConferenceRooms.ts'
import type { LiveConferences } from './liveConferences.ts'
import { present } from './present.ts'

export interface ConferenceRunnerDeps {
  readonly conferences: LiveConferences
  readonly rooms: ConferenceRooms
  readonly history: CallHistory
  readonly delivery: Delivery
  readonly membersOf: (conversation: ConversationId) => Promise<readonly PersonId[]>
  /** Conversations that are in memory only live as long as their conference. */
  readonly gatherings: { over(conversation: ConversationId): Promise<void> }
  /** Presence is coarse: in a call or not. */
  readonly setInCall: (person: PersonId, inCall: boolean) => Promise<void>
}

/** Lets things happen to conferences and does what follows: tells people, puts out handles, keeps the row true. */
export class ConferenceRunner {
  readonly #deps: ConferenceRunnerDeps

  constructor(deps: ConferenceRunnerDeps) {
    this.#deps = deps
  }

  /** Lets an event happen and carries out what follows. Null when the conference is over. */
  async play(
    of: Pick<LiveConference, 'id' | 'conversation'>,
    event: ConferenceEvent,
  ): Promise<LiveConference | null> {
    const played = await this.#deps.conferences.play(of, event)
    if (!played) return null
    for (const effect of played.effects) await this.#perform(played.before, played.after, effect)
    return played.after
  }

  async #perform(
    before: LiveConference,
    after: LiveConference | null,
    effect: ConferenceEffect,
  ): Promise<void> {
    const { rooms, history } = this.#deps
    switch (effect.do) {
      case 'show':
        if (after) await Promise.all([this.show(after), this.#showPresence(before, after)])
        return
      case 'expel':
        // An engine that doesn't answer has nobody in it.
        await rooms.expel(before.id, effect.handle).catch(ignoreUnavailable)
        return
      case 'row-connected':
        await history.connected(before.row)
        return
      case 'finish':
        await this.#finish(before, effect)
    }
  }

  async #finish(
    conference: LiveConference,
    { by, drop }: Extract<ConferenceEffect, { do: 'finish' }>,
  ): Promise<void> {
    const { rooms, history, delivery, membersOf, gatherings } = this.#deps
    const { id, conversation, row } = conference
    const ended = { t: 'conference-ended', conference: id, conversation, by } as const
    // Told first: the engine is quick to close the lines, and pages ask why.
    delivery.toPeople(await membersOf(conversation), ended)
    await rooms.close(id).catch(ignoreUnavailable)
    await this.#showPresence(conference, { ...conference, seats: [] })
    if (drop) await history.drop(row)
    else await history.ended(row, by)
    await gatherings.over(conversation)
  }

  /** [CONF-4] Tells everybody in the conversation who is in it now. */
  async show(conference: LiveConference): Promise<void> {
    const members = await this.#deps.membersOf(conference.conversation)
    this.#deps.delivery.toPeople(members, { t: 'conference', conference: present(conference) })
  }

  async #showPresence(before: LiveConference, after: LiveConference): Promise<void> {
    const [was, is] = [before, after].map(({ seats }) => new Set(seats.map(({ person }) => person)))
    const changes = [
      ...[...(was ?? [])].filter(person => !is?.has(person)).map(person => [person, false] as const),
      ...[...(is ?? [])].filter(person => !was?.has(person)).map(person => [person, true] as const),
    ]
    await Promise.all(changes.map(([person, inCall]) => this.#deps.setInCall(person, inCall)))
  }
}
