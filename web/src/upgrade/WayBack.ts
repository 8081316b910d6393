import { UPG_5_LINGER } from '@tacet/domain/upgrade/timers'
import type { ConferenceId, PersonId } from '@tacet/protocol/ids'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallPort, ConferencePort } from './ports.ts'

export interface WayBackView {
  /** With whom a direct call is offered; null where it isn't. */
  readonly offer: PersonId | null
  /** The direct call is up, and the conference about to be left: it is not listened to any more. */
  readonly leaving: boolean
}

export interface WayBackDeps {
  readonly call: Pick<CallPort, 'now' | 'onChange'>
  readonly conference: Pick<ConferencePort, 'now' | 'onChange' | 'leave'>
  /** A call is on its way into the conference, not out of it. */
  readonly isUpgrading: () => boolean
}

/**
 * [UPG-5] Two who are left of a conference can go back to a direct, end-to-end encrypted call: one calls the other, and
 * when the call is up both leave the conference.
 */
export class WayBack {
  readonly store: StoreApi<WayBackView> = createStore(() => ({ offer: null, leaving: false }))
  readonly #deps: WayBackDeps
  readonly #stops: (() => void)[]
  /** The conference in which there were more than two, or more than two were expected. */
  #crowded: ConferenceId | null = null
  #stayed: ConferenceId | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(deps: WayBackDeps) {
    this.#deps = deps
    this.#stops = [deps.call.onChange(() => this.#look()), deps.conference.onChange(() => this.#look())]
  }

  /** The person wants to stay where they are. */
  stay(): void {
    this.#stayed = this.#deps.conference.now()?.id ?? null
    this.#look()
  }

  close(): void {
    for (const stop of this.#stops) stop()
    clearTimeout(this.#timer)
  }

  #look(): void {
    const inside = this.#deps.conference.now()
    const call = this.#deps.call.now()
    if (inside && inside.others.length + inside.ringing.length > 1) this.#crowded = inside.id
    const [other, ...more] = inside?.others ?? []
    const alone = more.length === 0 && inside?.ringing.length === 0
    const offered = alone && inside.id === this.#crowded && inside.id !== this.#stayed && call.is === 'none'
    const offer = (offered ? other : null) ?? null
    if (this.#deps.isUpgrading()) return
    const before = this.store.getState()
    // The other side may be the first to go.
    const begins = call.is === 'up' && other === call.peer && alone && inside?.id === this.#crowded
    const leaving = begins || (before.leaving && call.is === 'up' && inside !== null)
    if (offer === before.offer && leaving === before.leaving) return
    this.store.setState({ offer, leaving })
    clearTimeout(this.#timer)
    if (leaving) this.#timer = setTimeout(() => this.#deps.conference.leave(), UPG_5_LINGER)
  }
}
