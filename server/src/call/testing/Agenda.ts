import { ManualClock } from '../../fakes/ManualClock.ts'

interface Entry {
  readonly at: number
  readonly work: () => Promise<void> | void
}

/** Time that moves only when a test says so. What is due happens one after the other, each to its end. */
export class Agenda {
  readonly clock = new ManualClock()
  /** In the order in which they are due; of equal ones the older first. */
  readonly #entries: Entry[] = []

  get now(): number {
    return this.clock.now()
  }

  /** Answers how to take it off the agenda. */
  at(moment: number, work: Entry['work']): () => void {
    const entry = { at: moment, work }
    const later = this.#entries.findIndex(({ at }) => at > moment)
    this.#entries.splice(later < 0 ? this.#entries.length : later, 0, entry)
    return () => {
      const place = this.#entries.indexOf(entry)
      if (place >= 0) this.#entries.splice(place, 1)
    }
  }

  after(delay: number, work: Entry['work']): () => void {
    return this.at(this.now + delay, work)
  }

  async run(span: number): Promise<void> {
    const end = this.now + span
    for (let next = this.#entries[0]; next && next.at <= end; next = this.#entries[0]) {
      this.#entries.shift()
      this.clock.advance(Math.max(0, next.at - this.now))
      await next.work()
    }
    this.clock.advance(end - this.now)
  }
}
