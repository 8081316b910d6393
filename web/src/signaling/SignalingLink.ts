import { decodeAck, decodeDown } from '@tacet/protocol/decode'
import type { Ack, Down, DownOf } from '@tacet/protocol/down'
import type { DeviceId } from '@tacet/protocol/ids'
import type { Up, UpOf } from '@tacet/protocol/up'
import { PROTOCOL_VERSION } from '@tacet/protocol/version'
import { io, type Socket } from 'socket.io-client'
import type { Signaling, SignalingState } from './ports.ts'

const ANSWER_WITHIN = 10_000
const UNAVAILABLE = { ok: false, failure: { error: 'unavailable' } } as const

export interface SignalingOptions {
  /** Asked at every (re)connection, like the next. */
  device: () => DeviceId
  /** Is this the tab that rings and calls? */
  phone: () => boolean
}

/** The page's line over socket.io: WebSocket only, reconnecting with backoff and jitter. */
export class SignalingLink implements Signaling {
  state: SignalingState = 'closed'
  readonly #socket: Socket
  readonly #listeners = new Map<Down['t'], Set<(message: never) => void>>()
  readonly #stateListeners = new Set<(state: SignalingState) => void>()

  constructor({ device, phone }: SignalingOptions) {
    this.#socket = io({
      path: '/socket',
      transports: ['websocket'],
      autoConnect: false,
      reconnectionDelay: 250,
      // [CALL-17] A call that runs is known to a new server within two seconds.
      reconnectionDelayMax: 1_000,
      randomizationFactor: 0.5,
      timeout: 8_000,
      auth: answer => answer({ protocol: PROTOCOL_VERSION, device: device(), phone: phone() }),
    })
    this.#socket.on('m', raw => this.#receive(raw))
    this.#socket.on('disconnect', reason => {
      if (this.state === 'closed' || this.state === 'refused') return
      this.#become('lost')
      // The server closed this socket on purpose; only a new handshake tells why.
      if (reason === 'io server disconnect') this.#socket.connect()
    })
    this.#socket.on('connect_error', error => {
      if (error.message === 'unauthorized') this.#become('refused')
      else if (error.message === 'outdated') this.#become('outdated')
      else if (this.#socket.active) return
      else this.#retryLater()
    })
    // A network that comes back need not wait for the backoff.
    addEventListener('online', () => {
      if (this.state === 'lost') this.#socket.disconnect().connect()
    })
  }

  start(): void {
    if (this.state !== 'closed') return
    this.#become('connecting')
    this.#socket.connect()
  }

  stop(): void {
    this.#become('closed')
    this.#socket.disconnect()
  }

  /** Announces a new handshake, for instance after this tab became the phone. */
  reconnect(): void {
    if (this.state === 'open' || this.state === 'lost') this.#socket.disconnect().connect()
  }

  async send<T extends Up['t']>(message: UpOf<T>): Promise<Ack<T>> {
    if (this.state !== 'open') return UNAVAILABLE
    try {
      const raw: unknown = await this.#socket.timeout(ANSWER_WITHIN).emitWithAck('m', message)
      return decodeAck<T>(message.t as T, raw)
    } catch {
      return UNAVAILABLE
    }
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

  #receive(raw: unknown): void {
    const decoded = decodeDown(raw)
    // A message this page doesn't know comes from a newer server: it concerns nothing that this page can do.
    if (!decoded.ok) return
    // Listeners of `welcome` must see the line open, and those of the state must see it before any message.
    if (decoded.value.t === 'welcome') this.#become('open')
    if (decoded.value.t === 'signed-out') this.#become('refused')
    for (const listener of this.#listeners.get(decoded.value.t) ?? []) listener(decoded.value as never)
  }

  /** The server answered, but not with a connection (overload, start-up): socket.io gives up then, we don't. */
  #retryLater(): void {
    setTimeout(
      () => {
        if (this.state === 'connecting' || this.state === 'lost') this.#socket.connect()
      },
      1_000 + Math.random() * 2_000,
    )
  }

  #become(state: SignalingState): void {
    if (this.state === state) return
    this.state = state
    for (const listener of this.#stateListeners) listener(state)
  }
}
