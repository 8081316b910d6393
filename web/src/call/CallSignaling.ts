import type { Ack, Down, DownOf } from '@tacet/protocol/down'
import type { CallId } from '@tacet/protocol/ids'
import type { Up, UpOf } from '@tacet/protocol/up'
import type { Signaling, SignalingState } from '../signaling/ports.ts'

/** A message about one direct call. */
export type AboutCall = Extract<Down, { call: CallId }>

/** The page's line to the server as one call hears it: what is about the other one passes it by. */
export class CallSignaling implements Signaling {
  readonly #signaling: Signaling
  readonly #isMine: (message: AboutCall) => boolean

  constructor(signaling: Signaling, isMine: (message: AboutCall) => boolean) {
    this.#signaling = signaling
    this.#isMine = isMine
  }

  get state(): SignalingState {
    return this.#signaling.state
  }

  start(): void {
    this.#signaling.start()
  }

  stop(): void {
    this.#signaling.stop()
  }

  send<T extends Up['t']>(message: UpOf<T>): Promise<Ack<T>> {
    return this.#signaling.send(message)
  }

  on<T extends Down['t']>(t: T, listener: (message: DownOf<T>) => void): () => void {
    return this.#signaling.on(t, message => {
      if (!isAboutCall(message) || this.#isMine(message)) listener(message)
    })
  }

  onState(listener: (state: SignalingState) => void): () => void {
    return this.#signaling.onState(listener)
  }
}

const isAboutCall = (message: Down): message is AboutCall =>
  'call' in message && typeof message.call === 'string'
