import { conferenceRules, seatOf } from '@tacet/domain/conference/conferenceRules'
import type {
  ConferenceEffect,
  ConferenceEvent,
  LiveConference,
} from '@tacet/domain/conference/LiveConference'
import type { ConferenceId, ConversationId, SfuHandle } from '@tacet/protocol/ids'
import { KEEP, type LiveStore, liveFamily } from '../live/ports.ts'

/** Much longer than the time between two ticks, which keep a conference from expiring. Milliseconds. */
const LIFETIME = 120_000

/** By conversation: this is what makes it one live conference per conversation (CONF-3). */
const conferenceFamily = liveFamily<LiveConference>('conference')
/** In which conversation a conference is. */
const placeFamily = liveFamily<{ readonly conversation: ConversationId }>('conference-place')

/** What an event made of a conference. `after` is null when it is over. */
export interface Played {
  readonly before: LiveConference
  readonly after: LiveConference | null
  readonly effects: readonly ConferenceEffect[]
}

/** The conferences that live now, in memory only. */
export class LiveConferences {
  readonly #live: LiveStore

  constructor(live: LiveStore) {
    this.#live = live
  }

  async get(id: ConferenceId): Promise<LiveConference | null> {
    const place = await this.#live.get(placeFamily(id))
    const conference = place && (await this.in(place.conversation))
    return conference?.id === id ? conference : null
  }

  in(conversation: ConversationId): Promise<LiveConference | null> {
    return this.#live.get(conferenceFamily(conversation))
  }

  all(): Promise<readonly LiveConference[]> {
    return this.#live.all(conferenceFamily)
  }

  async withSeat(handle: SfuHandle): Promise<LiveConference | null> {
    return (await this.all()).find(conference => seatOf(conference, handle)) ?? null
  }

  /** Answers the one that stands: this one, or whichever was there before. */
  async add(conference: LiveConference): Promise<LiveConference> {
    const key = conferenceFamily(conference.conversation)
    const stands = await this.#live.change(key, LIFETIME, now => now ?? conference)
    if (stands?.id !== conference.id) return stands ?? conference
    await this.#live.change(placeFamily(conference.id), LIFETIME, () => ({
      conversation: conference.conversation,
    }))
    return stands
  }

  /** Lets one event happen, atomically. Null when this conference is over. */
  async play(
    of: Pick<LiveConference, 'id' | 'conversation'>,
    event: ConferenceEvent,
  ): Promise<Played | null> {
    const played: Played[] = []
    await this.#live.change(conferenceFamily(of.conversation), LIFETIME, now => {
      // It may run again when another node was faster: what counts is the last time.
      played.length = 0
      if (now?.id !== of.id) return KEEP
      const [after, effects] = conferenceRules(now, event)
      played.push({ before: now, after, effects })
      return after
    })
    const [done] = played
    await this.#live.change(placeFamily(of.id), LIFETIME, now => (done?.after === null ? null : now))
    return done ?? null
  }
}
