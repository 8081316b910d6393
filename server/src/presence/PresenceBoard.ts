import type { PersonId } from '@tacet/protocol/ids'
import type { Presence, PresenceOf } from '@tacet/protocol/presence'
import { type LiveStore, liveFamily } from '../live/ports.ts'
import type { Delivery, DeviceListener } from '../signaling/ports.ts'

export interface PresenceBoardParts {
  readonly live: LiveStore
  readonly delivery: Delivery
  /** Whether any device of this person is there, one that has just lost its line included. */
  readonly isThere: (person: PersonId) => Promise<boolean>
  /** Those who may know: people who share a conversation. */
  readonly peersOf: (person: PersonId) => Promise<readonly PersonId[]>
}

/** Longer than any call; ends the mark of one that nobody ended. */
const IN_CALL_MAX_MS = 24 * 60 * 60 * 1_000
/** Dies soon after the devices' own entries would have. */
const SHOWN_MAX_MS = 24 * 60 * 60 * 1_000

const inCall = liveFamily<true>('in-call')
/** What peers were told last, so that they are told only of changes. */
const shown = liveFamily<Presence>('presence')

/** Who is here, gone or in a call: worked out from live state, told to peers, never stored. */
export class PresenceBoard implements DeviceListener {
  readonly #parts: PresenceBoardParts

  constructor(parts: PresenceBoardParts) {
    this.#parts = parts
  }

  async phoneCame(person: PersonId): Promise<void> {
    await this.#update(person)
  }

  async phoneGone(person: PersonId): Promise<void> {
    if (!(await this.#parts.isThere(person)))
      await this.#parts.live.change(inCall(person), IN_CALL_MAX_MS, () => null)
    await this.#update(person)
  }

  /** Set by calls and conferences. Says that there is a call, never with whom or where. */
  async setInCall(person: PersonId, is: boolean): Promise<void> {
    await this.#parts.live.change(inCall(person), IN_CALL_MAX_MS, () => (is ? true : null))
    await this.#update(person)
  }

  async of(people: readonly PersonId[]): Promise<PresenceOf[]> {
    return Promise.all(people.map(async person => ({ person, presence: await this.#presenceOf(person) })))
  }

  /** What this person may see when their page opens. */
  async aroundMe(person: PersonId): Promise<PresenceOf[]> {
    return this.of([person, ...(await this.#parts.peersOf(person))])
  }

  /** People who did not share a conversation before may see each other from now on. */
  async introduce(newcomers: readonly PersonId[], everybody: readonly PersonId[]): Promise<void> {
    const fresh = new Set(newcomers)
    const rest = everybody.filter(person => !fresh.has(person))
    const [ofNewcomers, ofRest] = [await this.of(newcomers), await this.of(rest)]
    this.#parts.delivery.toPeople(rest, { t: 'presence', presence: ofNewcomers })
    this.#parts.delivery.toPeople(newcomers, { t: 'presence', presence: [...ofNewcomers, ...ofRest] })
  }

  async #update(person: PersonId): Promise<void> {
    const { live, delivery, peersOf } = this.#parts
    const presence = await this.#presenceOf(person)
    let before: Presence | null = null
    await live.change(shown(person), SHOWN_MAX_MS, known => {
      before = known
      return presence === 'gone' ? null : presence
    })
    if ((before ?? 'gone') === presence) return
    delivery.toPeople([person, ...(await peersOf(person))], {
      t: 'presence',
      presence: [{ person, presence }],
    })
  }

  async #presenceOf(person: PersonId): Promise<Presence> {
    if (!(await this.#parts.isThere(person))) return 'gone'
    return (await this.#parts.live.get(inCall(person))) ? 'call' : 'here'
  }
}
