import { refusesCalls, shownOf } from '@tacet/domain/presence/presence'
import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import type { PresenceOf, Shown, Status } from '@tacet/protocol/presence'
import { KEEP, type LiveStore, liveFamily } from '../live/ports.ts'
import type { Delivery, DeviceListener } from '../signaling/ports.ts'
import type { Statuses } from './Statuses.ts'

export interface PresenceBoardParts {
  readonly live: LiveStore
  readonly delivery: Delivery
  readonly statuses: Statuses
  /** The devices of this person that are there, one that has just lost its line included. */
  readonly devicesOf: (person: PersonId) => Promise<readonly DeviceId[]>
  /** Those who may know: people who share a conversation. */
  readonly peersOf: (person: PersonId) => Promise<readonly PersonId[]>
}

/** Longer than any call; ends the mark of one that nobody ended. */
const IN_CALL_MAX_MS = 24 * 60 * 60 * 1_000
/** Longer than any page stays untouched. */
const IDLE_MAX_MS = 30 * 24 * 60 * 60 * 1_000
/** Dies soon after the devices' own entries would have. */
const SHOWN_MAX_MS = 24 * 60 * 60 * 1_000

const GONE: Shown = { presence: 'gone', message: null, until: null }

const inCall = liveFamily<true>('in-call')
/** Devices that nobody has touched for a while. */
const idle = liveFamily<readonly DeviceId[]>('idle')
/** What peers were told last, so that they are told only of changes. */
const shown = liveFamily<Shown>('presence')

/** Who is here, away, gone, in a call or not to be disturbed: worked out from live state, told to peers, never stored. */
export class PresenceBoard implements DeviceListener {
  readonly #parts: PresenceBoardParts

  constructor(parts: PresenceBoardParts) {
    this.#parts = parts
  }

  async phoneCame(person: PersonId): Promise<void> {
    await this.#update(person)
  }

  async phoneGone(person: PersonId, device: DeviceId): Promise<void> {
    const { live, devicesOf } = this.#parts
    await this.#setIdle(person, device, false)
    if ((await devicesOf(person)).length === 0) await live.change(inCall(person), IN_CALL_MAX_MS, () => null)
    await this.#update(person)
  }

  /** Set by calls and conferences. Says that there is a call, never with whom or where. */
  async setInCall(person: PersonId, is: boolean): Promise<void> {
    await this.#parts.live.change(inCall(person), IN_CALL_MAX_MS, () => (is ? true : null))
    await this.#update(person)
  }

  async setIdle(person: PersonId, device: DeviceId, is: boolean): Promise<void> {
    await this.#setIdle(person, device, is)
    await this.#update(person)
  }

  async setStatus(person: PersonId, status: Status): Promise<void> {
    await this.#parts.statuses.set(person, status)
    this.#parts.delivery.toPeople([person], { t: 'status', status })
    await this.#update(person)
  }

  /** Time passes: what people chose until now is over. */
  async endStatuses(): Promise<void> {
    const { statuses, delivery } = this.#parts
    for (const person of await statuses.takeOver()) {
      delivery.toPeople([person], { t: 'status', status: await statuses.of(person) })
      await this.#update(person)
    }
  }

  /** [CALL-11] */
  async refusesCalls(person: PersonId): Promise<boolean> {
    return refusesCalls(await this.#parts.statuses.of(person))
  }

  async of(people: readonly PersonId[]): Promise<PresenceOf[]> {
    return Promise.all(people.map(async person => ({ person, ...(await this.#shownOf(person)) })))
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

  async #setIdle(person: PersonId, device: DeviceId, is: boolean): Promise<void> {
    await this.#parts.live.change(idle(person), IDLE_MAX_MS, now => {
      const known = now ?? []
      if (known.includes(device) === is) return KEEP
      const next = is ? [...known, device] : known.filter(each => each !== device)
      return next.length > 0 ? next : null
    })
  }

  async #update(person: PersonId): Promise<void> {
    const { live, delivery, peersOf } = this.#parts
    const now = await this.#shownOf(person)
    let before: Shown | null = null
    await live.change(shown(person), SHOWN_MAX_MS, known => {
      before = known
      return isSame(now, GONE) ? null : now
    })
    if (isSame(before ?? GONE, now)) return
    delivery.toPeople([person, ...(await peersOf(person))], {
      t: 'presence',
      presence: [{ person, ...now }],
    })
  }

  async #shownOf(person: PersonId): Promise<Shown> {
    const { live, statuses, devicesOf } = this.#parts
    const [status, devices, untouched, busy] = await Promise.all([
      statuses.of(person),
      devicesOf(person),
      live.get(idle(person)),
      live.get(inCall(person)),
    ])
    return shownOf({ status, devices, idle: untouched ?? [], inCall: busy === true })
  }
}

const isSame = (a: Shown, b: Shown): boolean =>
  a.presence === b.presence && a.message === b.message && a.until === b.until
