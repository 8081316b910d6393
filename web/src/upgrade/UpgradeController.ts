import { UPG_2_ANSWER } from '@tacet/domain/upgrade/timers'
import {
  NO_UPGRADE,
  type UpgradeEffect,
  type UpgradeEvent,
  type UpgradeFailure,
  type UpgradeState,
  type Wish,
} from '@tacet/domain/upgrade/UpgradeState'
import { upgradeMachine } from '@tacet/domain/upgrade/upgradeMachine'
import type { PersonId, UpgradeId } from '@tacet/protocol/ids'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Signaling } from '../signaling/ports.ts'
import type { CallPort, ConferencePort } from './ports.ts'

export interface UpgradeView {
  readonly state: UpgradeState
  /** The other side of the direct call. */
  readonly peer: PersonId | null
  /** When an ask ends by itself; milliseconds of `performance.now()`. */
  readonly until: number
  /** Why nothing came of the last one, until the person has seen it. */
  readonly failure: UpgradeFailure | null
  /** While both connections stand: the one that is not listened to. */
  readonly silent: 'call' | 'conference' | null
}

export interface UpgradeControllerDeps {
  readonly signaling: Pick<Signaling, 'send'>
  readonly call: CallPort
  readonly conference: ConferencePort
  readonly drawId: () => UpgradeId
}

const NOTHING: UpgradeView = { state: NO_UPGRADE, peer: null, until: 0, failure: null, silent: null }
/** How often it is looked whether the conference carries the other side's voice. Milliseconds. */
const LISTEN_EVERY = 50

/** [UPG-1] to [UPG-5]: makes a conference of the direct call of this page. */
export class UpgradeController {
  readonly store: StoreApi<UpgradeView> = createStore(() => NOTHING)
  readonly #deps: UpgradeControllerDeps
  readonly #stops: (() => void)[]
  #timer: ReturnType<typeof setTimeout> | undefined
  #listening: ReturnType<typeof setInterval> | undefined
  /** It was in the conference that is entered. */
  #inside = false

  constructor(deps: UpgradeControllerDeps) {
    this.#deps = deps
    const { call, conference } = deps
    this.#stops = [
      call.onSaid(message => this.#on({ is: 'said', message })),
      call.onChange(() => this.#callChanged()),
      conference.onChange(() => this.#conferenceChanged()),
    ]
  }

  /** The person knows what it means. */
  ask(people: readonly PersonId[]): void {
    this.#on({ is: 'ask', wish: { ask: this.#deps.drawId(), people } })
  }

  withdraw(): void {
    this.#on({ is: 'withdraw' })
  }

  answer(yes: boolean): void {
    this.#on({ is: 'answer', yes })
  }

  dismiss(): void {
    this.store.setState({ failure: null })
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#stopTimers()
  }

  #on(event: UpgradeEvent): void {
    const before = this.store.getState().state
    const [state, effects] = upgradeMachine(before, event)
    const call = this.#deps.call.now()
    if (state !== before) {
      this.store.setState({
        state,
        peer: call.is === 'none' ? this.store.getState().peer : call.peer,
        ...(state.at === 'none' ? {} : { failure: null }),
        ...(state.at === 'asking' || state.at === 'asked' ? { until: performance.now() + UPG_2_ANSWER } : {}),
      })
    }
    for (const effect of effects) this.#perform(effect)
    if (state.at !== 'entering' || state.here) clearInterval(this.#listening)
  }

  #perform(effect: UpgradeEffect): void {
    const { call, conference } = this.#deps
    switch (effect.do) {
      case 'say':
        call.say(effect.message)
        return
      case 'gather':
        void this.#gather(effect.wish)
        return
      case 'enter':
        void this.#enter(effect.conference)
        return
      case 'leave':
        conference.leave()
        this.store.setState({ silent: null })
        return
      case 'listen':
        this.store.setState({ silent: effect.to === 'direct' ? 'conference' : 'call' })
        return
      case 'give-way':
        // First: what the call sends ends with it.
        conference.settle()
        call.giveWay()
        this.store.setState({ silent: null })
        return
      case 'ring':
        void conference.ring(effect.people)
        return
      case 'tell':
        this.store.setState({ failure: effect.failure })
        return
      case 'set-timer':
        clearTimeout(this.#timer)
        this.#timer = setTimeout(() => this.#on({ is: 'timer' }), effect.after)
        return
      case 'stop-timer':
        this.#stopTimers()
    }
  }

  async #gather({ ask, people }: Wish): Promise<void> {
    const now = this.#deps.call.now()
    if (now.is === 'none') return
    const { call, kind } = now
    const ack = await this.#deps.signaling.send({ t: 'conference-gather', call, people: [...people], kind })
    this.#on({ is: 'gathered', ask, conference: ack.ok ? ack.reply.conference.id : null })
  }

  async #enter(id: Parameters<ConferencePort['enter']>[0]): Promise<void> {
    const { conference } = this.#deps
    this.#inside = false
    this.store.setState({ silent: 'conference' })
    clearInterval(this.#listening)
    this.#listening = setInterval(() => void this.#listen(), LISTEN_EVERY)
    if (!(await conference.enter(id))) this.#on({ is: 'conference-over' })
  }

  /** [UPG-4] Whether the other side arrives through the conference. */
  async #listen(): Promise<void> {
    const now = this.#deps.call.now()
    if (now.is === 'none') return
    if (await this.#deps.conference.hears(now.peer, now.peerIsHeard)) this.#on({ is: 'hears' })
  }

  #callChanged(): void {
    const now = this.#deps.call.now()
    if (now.is === 'none') this.#on({ is: 'direct-over', lost: now.lost })
    if (now.is === 'broken') this.#on({ is: 'direct-broken' })
  }

  #conferenceChanged(): void {
    const inside = this.#deps.conference.now() !== null
    if (inside === this.#inside) return
    this.#inside = inside
    if (!inside) this.#on({ is: 'conference-over' })
  }

  #stopTimers(): void {
    clearTimeout(this.#timer)
    clearInterval(this.#listening)
  }
}
