import type { EngineState } from '@tacet/protocol/conference'
import { type EngineInstance, type EngineKey, ToServer, type ToSupervisor } from './messages.ts'

/** What the link needs of `process`. */
export interface Channel {
  readonly connected: boolean
  send(message: unknown, sent: () => void): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'disconnect', listener: () => void): unknown
}

export interface EngineNews {
  readonly state: EngineState
  readonly instances: readonly EngineInstance[]
}

/** The server's end of its channel to the supervisor: what is known of the engines, and what is asked about them. */
export class SupervisorLink {
  readonly #channel: Channel
  readonly #listeners = new Set<(news: EngineNews) => void>()
  #key: EngineKey | null = null
  #news: EngineNews = { state: { state: 'preparing', percent: null }, instances: [] }

  /** `endGroup` ends a process group; `orphaned` runs when the supervisor is gone. */
  constructor(channel: Channel, { endGroup, orphaned }: { endGroup(group: number): void; orphaned(): void }) {
    this.#channel = channel
    let wards: readonly number[] = []
    channel.on('message', raw => {
      const message = ToServer.parse(raw)
      if (message.t === 'wards') wards = message.groups
      else this.#hear(message)
    })
    channel.on('disconnect', () => {
      for (const group of wards) endGroup(group)
      orphaned()
    })
  }

  /** Null until the supervisor has said it. */
  get key(): EngineKey | null {
    return this.#key
  }

  get news(): EngineNews {
    return this.#news
  }

  /** Hears every change. Answers the function that stops it. */
  onNews(listener: (news: EngineNews) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  say(message: ToSupervisor): void {
    // Where that fails the channel closes, and `orphaned` follows.
    if (this.#channel.connected) this.#channel.send(message, () => undefined)
  }

  #hear(message: Exclude<ToServer, { t: 'wards' }>): void {
    switch (message.t) {
      case 'key':
        this.#key = message.key
        return
      case 'engine':
        this.#news = { ...this.#news, state: message.engine }
        break
      case 'instances':
        this.#news = { ...this.#news, instances: message.instances }
        break
    }
    for (const listener of this.#listeners) listener(this.#news)
  }
}
