import type { Ack, Down, DownOf, ReplyOf } from '@tacet/protocol/down'
import type { Up, UpOf } from '@tacet/protocol/up'
import type { Signaling, SignalingState } from '../ports.ts'

type Answer = (message: Up) => Ack | Promise<Ack>

/** A line to no server: tests and the gallery say what comes down and how what goes up is answered. */
export class FakeSignaling implements Signaling {
  state: SignalingState = 'closed'
  readonly sent: Up[] = []
  #answer: Answer = () => ({ ok: false, failure: { error: 'unavailable' } })
  readonly #listeners = new Map<Down['t'], Set<(message: never) => void>>()
  readonly #stateListeners = new Set<(state: SignalingState) => void>()

  start(): void {
    this.become('open')
  }

  stop(): void {
    this.become('closed')
  }

  async send<T extends Up['t']>(message: UpOf<T>): Promise<Ack<T>> {
    this.sent.push(message)
    if (this.state !== 'open') return { ok: false, failure: { error: 'unavailable' } }
    return (await this.#answer(message)) as Ack<T>
  }

  on<T extends Down['t']>(t: T, listener: (message: DownOf<T>) => void): () => void {
    const listeners = this.#listeners.get(t) ?? new Set()
    this.#listeners.set(t, listeners)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  onState(listener: (state: SignalingState) => void): () => void {
    this.#stateListeners.add(listener)
    return () => this.#stateListeners.delete(listener)
  }

  /** The server says `message`. */
  receive(message: Down): void {
    for (const listener of this.#listeners.get(message.t) ?? []) listener(message as never)
  }

  become(state: SignalingState): void {
    if (this.state === state) return
    this.state = state
    for (const listener of this.#stateListeners) listener(state)
  }

  answerWith(answer: Answer): void {
    this.#answer = answer
  }

  static ok<T extends Up['t']>(reply: ReplyOf<T>): Ack<T> {
    return { ok: true, reply }
  }
}
