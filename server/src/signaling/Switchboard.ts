import type { Down } from '@tacet/protocol/down'
import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import type { Order } from './Fanout.ts'

/** One page's connection to this node, as the switchboard sees it. */
export interface Line {
  readonly id: string
  readonly person: PersonId
  readonly device: DeviceId
  /** Hash of the token of the session that it was opened with. */
  readonly session: string
  readonly phone: boolean
  say(message: Down): void
  /** Says `signed-out` and closes for good. */
  end(): void
  /** Closes; the page comes back by itself. */
  drop(): void
}

interface Place {
  readonly line: Line
  /** Messages that came before the line's welcome; null once it has been said. */
  waiting: Down[] | null
  phone: boolean
}

/** More than this before the welcome: the page is better off starting over. */
const WAITING_MAX = 1_000

/** All lines of this node, and who is reached through which. */
export class Switchboard {
  readonly #places = new Map<string, Place>()
  readonly #byPerson = new Map<PersonId, Set<Place>>()
  #sessionsEnded: (sessions: readonly string[]) => void = () => undefined

  /** Who hears, too, which sessions are over: pages have other lines than those of this switchboard. */
  onSessionsEnded(hear: (sessions: readonly string[]) => void): void {
    this.#sessionsEnded = hear
  }

  /** From now on messages for this line are kept until its welcome, so that none is missed in between. */
  add(line: Line): void {
    const place: Place = { line, waiting: [], phone: line.phone }
    this.#places.set(line.id, place)
    const others = this.#byPerson.get(line.person) ?? new Set()
    this.#byPerson.set(line.person, others.add(place))
  }

  remove(line: Line): void {
    const place = this.#places.get(line.id)
    if (!place) return
    this.#places.delete(line.id)
    const others = this.#byPerson.get(line.person)
    others?.delete(place)
    if (others?.size === 0) this.#byPerson.delete(line.person)
  }

  /** Says the first message and then, in order, what came in the meantime. */
  open(line: Line, welcome: Down): void {
    const place = this.#places.get(line.id)
    if (!place?.waiting) return
    const { waiting } = place
    place.waiting = null
    for (const message of [welcome, ...waiting]) line.say(message)
  }

  /** Sessions of this node's lines, each once. */
  sessions(): string[] {
    return [...new Set([...this.#places.values()].map(({ line }) => line.session))]
  }

  carryOut(order: Order): void {
    switch (order.to) {
      case 'people':
        for (const person of new Set(order.people)) {
          for (const place of this.#of(person)) this.#say(place, order.message)
        }
        return
      case 'phone':
        for (const place of this.#of(order.person)) {
          if (place.phone && place.line.device === order.device) this.#say(place, order.message)
        }
        return
      case 'everybody':
        for (const place of this.#places.values()) this.#say(place, order.message)
        return
      case 'sessions':
        for (const { line } of [...this.#places.values()]) {
          if (order.sessions.includes(line.session)) line.end()
        }
        this.#sessionsEnded(order.sessions)
        return
      case 'handover':
        for (const place of this.#of(order.person)) {
          if (place.line.device === order.device && place.line.id !== order.line) place.phone = false
        }
        return
    }
  }

  #of(person: PersonId): ReadonlySet<Place> {
    return this.#byPerson.get(person) ?? new Set()
  }

  #say(place: Place, message: Down): void {
    if (!place.waiting) place.line.say(message)
    else if (place.waiting.length < WAITING_MAX) place.waiting.push(message)
    else place.line.drop()
  }
}
