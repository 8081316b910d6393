import { AUTOMATIC, statusAt } from '@tacet/domain/presence/presence'
import { STATUS_MAX } from '@tacet/domain/presence/timers'
import type { PersonId } from '@tacet/protocol/ids'
import type { Status } from '@tacet/protocol/presence'
import type { Clock } from '../clock.ts'
import { KEEP, type LiveStore, liveFamily } from '../live/ports.ts'

interface Chosen {
  readonly person: PersonId
  readonly status: Status
}

/** An entry outlives its status by so much, so that `takeOver` still finds it. */
const LINGER_MS = 10 * 60_000

const chosen = liveFamily<Chosen>('status')

/** What people have chosen for themselves. Live state only: it outlives their pages, but not the server's memory. */
export class Statuses {
  readonly #live: LiveStore
  readonly #clock: Clock

  constructor(live: LiveStore, clock: Clock) {
    this.#live = live
    this.#clock = clock
  }

  /** Null where nothing is known, be it that it was forgotten. */
  async find(person: PersonId): Promise<Status | null> {
    const known = await this.#live.get(chosen(person))
    return known && statusAt(known.status, this.#clock.now())
  }

  async of(person: PersonId): Promise<Status> {
    return (await this.find(person)) ?? AUTOMATIC
  }

  async set(person: PersonId, status: Status): Promise<void> {
    const lasts = status.until === null ? STATUS_MAX : status.until - this.#clock.now() + LINGER_MS
    await this.#live.change(chosen(person), lasts, () => ({ person, status }))
  }

  /** Ends what is over; answers whose it was, each once on all nodes together. */
  async takeOver(): Promise<readonly PersonId[]> {
    const over: PersonId[] = []
    for (const { person } of (await this.#live.all(chosen)).filter(each => this.#isOver(each))) {
      let mine = false
      await this.#live.change(chosen(person), STATUS_MAX, known => {
        mine = known !== null && this.#isOver(known)
        return mine ? { person, status: AUTOMATIC } : KEEP
      })
      if (mine) over.push(person)
    }
    return over
  }

  #isOver({ status: { until } }: Chosen): boolean {
    return until !== null && until <= this.#clock.now()
  }
}
