import type { LiveCall } from '@tacet/domain/call/LiveCall'
import type { DeviceChain } from '@tacet/protocol/device'
import type { CallId, PersonId } from '@tacet/protocol/ids'
import { KEEP, type LiveStore, liveFamily } from '../live/ports.ts'

/** Longer than any silence between two signs of life of a call (see `touch`). */
const LIFETIME = 120_000

const callFamily = liveFamily<LiveCall>('call')
/** Which calls occupy a person: at most one that runs and one that waits (CALL-10). */
const engagedFamily = liveFamily<Engaged>('engaged')

type Engaged = readonly CallId[]

/** Whether somebody who is in these calls may be in one more. Runs within a change: keep it pure. */
type MayJoin = (engaged: Engaged) => boolean

/** [PERF-6] The caller's list as it was read when the call began; nobody rings for longer. */
const chainFamily = liveFamily<DeviceChain>('call-chain')
const CHAIN_LIFETIME = 60_000

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

  /** The calls that a person is in, or that ring at them. */
  async of(person: PersonId): Promise<readonly LiveCall[]> {
    const calls = await Promise.all((await this.engaged(person)).map(call => this.get(call)))
    return calls.filter(call => call !== null)
  }

  /** The same by their ids, with some whose time is over. */
  async engaged(person: PersonId): Promise<Engaged> {
    return (await this.#live.get(engagedFamily(person))) ?? []
  }

  all(): Promise<readonly LiveCall[]> {
    return this.#live.all(callFamily)
  }

  /** Occupies its people with this call. False, and nothing changed, when one of them may not be in it. */
  async add(call: LiveCall, may: { caller: MayJoin; callee: MayJoin }): Promise<boolean> {
    // Always in the same order: of two calls that cross, one gets hold of both, and neither waits for the other for ever.
    const people = [...engagedIn(call)].sort()
    // Whoever finds somebody engaged must be able to read by what.
    await this.#live.change(callFamily(call.id), LIFETIME, () => call)
    for (const [index, person] of people.entries()) {
      const mayJoin = person === call.caller.person ? may.caller : may.callee
      if (await this.#occupy(person, call.id, mayJoin)) continue
      for (const earlier of people.slice(0, index)) await this.#free(earlier, call.id)
      await this.#live.change(callFamily(call.id), LIFETIME, () => null)
      return false
    }
    return true
  }

  /** The caller's list of devices, for the offers that follow; null forgets it. */
  async keepChain(id: CallId, chain: DeviceChain | null): Promise<void> {
    await this.#live.change(chainFamily(id), CHAIN_LIFETIME, () => chain)
  }

  chainOf(id: CallId): Promise<DeviceChain | null> {
    return this.#live.get(chainFamily(id))
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
    await this.keepChain(call.id, null)
    for (const person of engagedIn(call)) await this.#free(person, call.id)
  }

  async #occupy(person: PersonId, call: CallId, may: MayJoin): Promise<boolean> {
    const stands = await this.#live.change(engagedFamily(person), LIFETIME, now => {
      const engaged = now ?? []
      return engaged.includes(call) || !may(engaged) ? KEEP : [...engaged, call]
    })
    return stands?.includes(call) ?? false
  }

  async #free(person: PersonId, call: CallId): Promise<void> {
    await this.#live.change(engagedFamily(person), LIFETIME, now => {
      if (!now?.includes(call)) return KEEP
      const rest = now.filter(each => each !== call)
      return rest.length === 0 ? null : rest
    })
  }
}

/** Whoever hears nothing of a call is free for others. */
const engagedIn = (call: LiveCall): readonly PersonId[] =>
  call.unheard ? [call.caller.person] : [call.caller.person, call.callee]
