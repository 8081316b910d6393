import { mayUseDevices } from '@tacet/domain/call/CallState'
import {
  type Calls,
  type Line,
  lineFor,
  otherLine,
  runs,
  shownAfter,
  soundOf,
  waits,
} from '@tacet/domain/call/twoCalls'
import type { CallId } from '@tacet/protocol/ids'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { OwnTracks } from '../media/ports.ts'
import type { Signaling } from '../signaling/ports.ts'
import type { CallController, CallSound } from './CallController.ts'
import { type AboutCall, CallSignaling } from './CallSignaling.ts'
import { GatedTracks } from './GatedTracks.ts'

export interface TelephoneView {
  /** The call that the person sees, or the place where the next one begins. */
  readonly shown: CallController
  /** They have put it on hold. */
  readonly onHold: boolean
  /** The other one, which is on hold behind it. */
  readonly held: CallController | null
  /** It rings silently behind the call that runs. */
  readonly waiting: CallController | null
}

/** What each of the two calls has of the page for itself. */
export interface LineParts {
  readonly signaling: Signaling
  readonly tracks: OwnTracks
  readonly play: (sound: CallSound) => void
}

export interface TelephoneDeps {
  readonly signaling: Signaling
  readonly tracks: OwnTracks
  readonly play: (sound: CallSound | 'knock') => void
  readonly makeCall: (parts: LineParts) => CallController
}

/**
 * [CALL-10] Two direct calls at most on one device: one that runs, and one that waits or is on hold. Each is a
 * controller of its own; which of them hears a message and has the devices is decided here.
 */
export class Telephone {
  readonly store: StoreApi<TelephoneView>
  readonly #deps: TelephoneDeps
  readonly #gates: readonly [GatedTracks, GatedTracks]
  readonly #lines: readonly [CallController, CallController]
  /** Where the messages of a call go: also before its first one has passed every check. */
  readonly #routes = new Map<CallId, Line>()
  #held: readonly [boolean, boolean] = [false, false]
  #shown: Line = 0
  #waited: CallController | null = null

  constructor(deps: TelephoneDeps) {
    this.#deps = deps
    const gate = (line: Line) =>
      new GatedTracks(deps.tracks, () => mayUseDevices(this.#calls[otherLine(line)]))
    this.#gates = [gate(0), gate(1)]
    this.#lines = [this.#make(0), this.#make(1)]
    this.store = createStore<TelephoneView>(() => this.#view())
    this.#update()
    for (const { store } of this.#lines) store.subscribe(() => this.#update())
  }

  get shown(): CallController {
    return this.#lines[this.#shown]
  }

  get both(): readonly CallController[] {
    return this.#lines
  }

  /** The server knows no such call (any more). */
  callOver(call: CallId): void {
    for (const line of this.#lines) line.callOver(call)
  }

  /** Puts the call that runs on hold. Nothing is sent and nothing heard until it is resumed; both sides see it. */
  hold(): void {
    if (runs(this.#calls[this.#shown])) this.#setHeld(this.#shown, true)
  }

  resume(): void {
    this.#setHeld(this.#shown, false)
    void this.#gates[this.#shown].openMicrophone()
  }

  /** The other call instead of this one, which is on hold then. */
  swap(): void {
    const other = otherLine(this.#shown)
    if (!runs(this.#calls[other])) return
    this.hold()
    this.#shown = other
    this.resume()
  }

  /** Takes the call that waits; the one that runs goes on hold, or ends. With sound only: a picture is a second press. */
  acceptWaiting(running: 'hold' | 'end'): void {
    const before = this.#shown
    const line = otherLine(before)
    if (!waits(this.#calls, line)) return
    this.#setHeld(before, true)
    // The devices are this call's as soon as it is no longer ringing.
    this.#shown = line
    this.#lines[line].accept('audio')
    if (running === 'end') this.#lines[before].hangUp()
  }

  /** The page goes away. What is on hold ends; what is shown may be taken up again. */
  leavePage(): ReturnType<CallController['leavePage']> {
    const other = otherLine(this.#shown)
    if (runs(this.#calls[other])) this.#lines[other].hangUp()
    return this.shown.leavePage()
  }

  networkChanged(): void {
    for (const line of this.#lines) line.networkChanged()
  }

  hangUp(): void {
    for (const line of this.#lines) line.hangUp()
  }

  get #calls(): Calls {
    const [one, two] = this.#lines
    return [one.store.getState().call, two.store.getState().call]
  }

  #make(line: Line): CallController {
    return this.#deps.makeCall({
      signaling: new CallSignaling(this.#deps.signaling, message => this.#lineOf(message) === line),
      tracks: this.#gates[line],
      play: sound => {
        const heard = soundOf(this.#calls, line, sound)
        if (heard !== null) this.#deps.play(heard)
      },
    })
  }

  #lineOf(message: AboutCall): Line {
    const calls = this.#calls
    const known =
      this.#routes.get(message.call) ?? ([0, 1] as const).find(line => isCall(calls[line], message.call))
    if (known !== undefined) return known
    if (message.t !== 'call-signal') return this.#shown
    const line = lineFor(calls, this.#shown, message.from.person)
    for (const [call, to] of this.#routes) {
      if (to === line && !isCall(calls[line], call)) this.#routes.delete(call)
    }
    this.#routes.set(message.call, line)
    return line
  }

  #setHeld(line: Line, held: boolean): void {
    this.#held = line === 0 ? [held, this.#held[1]] : [this.#held[0], held]
    this.#update()
  }

  #update(): void {
    const calls = this.#calls
    this.#held = [this.#held[0] && runs(calls[0]), this.#held[1] && runs(calls[1])]
    this.#shown = shownAfter(calls, this.#shown)
    // First the one that gives the devices back, then the one that takes them.
    for (const line of [otherLine(this.#shown), this.#shown]) {
      const held = this.#held[line]
      const heldThere = this.#lines[line].store.getState().peer.sending.held
      this.#gates[line].set({ open: line === this.#shown && !held && !heldThere, held })
    }
    const view = this.#view()
    const now = this.store.getState()
    if (
      view.shown !== now.shown ||
      view.onHold !== now.onHold ||
      view.held !== now.held ||
      view.waiting !== now.waiting
    )
      this.store.setState(view)
    // Nothing is in its way any more: it rings like any other.
    const rings =
      this.#waited !== null && view.waiting === null && this.#waited.store.getState().call.at === 'ringing-in'
    this.#waited = view.waiting
    if (rings) this.#deps.play('ring')
  }

  #view(): TelephoneView {
    const other = otherLine(this.#shown)
    return {
      shown: this.shown,
      onHold: this.#held[this.#shown],
      held: this.#held[other] ? this.#lines[other] : null,
      waiting: waits(this.#calls, other) ? this.#lines[other] : null,
    }
  }
}

const isCall = (state: Calls[number], call: CallId): boolean =>
  state.at !== 'idle' && state.facts.call === call
