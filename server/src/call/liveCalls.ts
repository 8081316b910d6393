import type { LiveCall } from '@tacet/domain/call/LiveCall'
import type { CallId, PersonId } from '@tacet/protocol/ids'
import { KEEP, type LiveStore, liveFamily } from '../live/ports.ts'

/** Longer than any silence between two signs of life of a call (see `touch`). */
const LIFETIME = 120_000

const callFamily = liveFamily<LiveCall>('call')
/** Which call occupies a person: at most one, whether it rings or runs. */
const engagedFamily = liveFamily<{ readonly call: CallId }>('engaged')

/** A change of one call: what it becomes (null: over), and what is to be done about it. */
export type Change<E> = (call: LiveCall) => readonly [LiveCall | null, readonly E[]]

/** The direct calls that live now, in memory only. */
export class LiveCalls {
  readonly #live: LiveStore

  constructor(live: LiveStore) {
    this.#live = live
  }

  get(id: CallId): Promise<LiveCall | null> {
    return this.#live.get(callFamily(id))
  }

  async of(person: PersonId): Promise<LiveCall | null> {
    const engaged = await this.#live.get(engagedFamily(person))
    return engaged ? this.get(engaged.call) : null
  }

  all(): Promise<readonly LiveCall[]> {
    return this.#live.all(callFamily)
  }

  /** Occupies its people with this call. False, and nothing changed, when one of them was faster elsewhere. */
  async add(call: LiveCall): Promise<boolean> {
    const people = engagedIn(call)
    for (const [index, person] of people.entries()) {
      if (await this.#occupy(person, call.id)) continue
      for (const earlier of people.slice(0, index)) await this.#free(earlier, call.id)
      return false
    }
    await this.#live.change(callFamily(call.id), LIFETIME, () => call)
    return true
  }

  /** Applies `change` once, atomically. Null when there is no such call (any more). */
  async change<E>(
    id: CallId,
    change: Change<E>,
  ): Promise<{ before: LiveCall; effects: readonly E[] } | null> {
    let seen: { before: LiveCall; after: LiveCall | null; effects: readonly E[] } | null = null
    await this.#live.change(callFamily(id), LIFETIME, now => {
      seen = null
      if (now === null) return KEEP
      const [after, effects] = change(now)
      seen = { before: now, after, effects }
      return after
    })
    // Assigned inside the callback, which the compiler doesn't follow.
    const done = seen as { before: LiveCall; after: LiveCall | null; effects: readonly E[] } | null
    if (!done) return null
    if (done.after === null) await this.#release(done.before)
    return { before: done.before, effects: done.effects }
  }

  /** Takes a call out without a word. */
  async remove(call: LiveCall): Promise<void> {
    await this.#live.change(callFamily(call.id), LIFETIME, () => null)
    await this.#release(call)
  }

  /** A sign of life: keeps the call and its people's engagement from expiring. */
  async touch(call: LiveCall): Promise<void> {
    await this.#live.change(callFamily(call.id), LIFETIME, now => now)
    for (const person of engagedIn(call)) {
      await this.#live.change(engagedFamily(person), LIFETIME, now => now)
    }
  }

  async #release(call: LiveCall): Promise<void> {
    for (const person of engagedIn(call)) await this.#free(person, call.id)
  }

  async #occupy(person: PersonId, call: CallId): Promise<boolean> {
    const stands = await this.#live.change(engagedFamily(person), LIFETIME, now => now ?? { call })
    return stands?.call === call
  }

  async #free(person: PersonId, call: CallId): Promise<void> {
    await this.#live.change(engagedFamily(person), LIFETIME, now => (now?.call === call ? null : KEEP))
  }
}

/** Whoever hears nothing of a call is free for others. */
const engagedIn = (call: LiveCall): readonly PersonId[] =>
  call.unheard ? [call.caller.person] : [call.caller.person, call.callee]
