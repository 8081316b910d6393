import { CALL_15_SILENCE } from '@tacet/domain/call/timers'

const LOOK_EVERY = 500

/**
 * Tells whether anything arrives (CALL-14, CALL-15): pings as reported by `heard`, and media as counted by the browser,
 * which is asked only once the pings stay away. `flowing` comes first, then `silent` and `flowing` by turns.
 */
export class FlowWatch {
  readonly #pc: RTCPeerConnection
  readonly #tell: (is: 'flowing' | 'silent') => void
  #looking: ReturnType<typeof setInterval> | null = null
  #lastHeard = 0
  #bytes = 0
  #state: 'unknown' | 'flowing' | 'silent' = 'unknown'

  constructor(pc: RTCPeerConnection, tell: (is: 'flowing' | 'silent') => void) {
    this.#pc = pc
    this.#tell = tell
  }

  /** Called when the path is secured; before that nothing counts. */
  start(): void {
    if (this.#looking) return
    this.#lastHeard = performance.now()
    this.#looking = setInterval(() => void this.#look(), LOOK_EVERY)
    void this.#look()
  }

  heard(): void {
    this.#lastHeard = performance.now()
    if (this.#looking && this.#state !== 'flowing') this.#become('flowing')
  }

  /** The browser says that the path is gone: no need to wait for the silence. */
  broken(): void {
    if (this.#looking && this.#state === 'flowing') this.#become('silent')
  }

  stop(): void {
    if (this.#looking) clearInterval(this.#looking)
    this.#looking = null
  }

  async #look(): Promise<void> {
    const quiet = performance.now() - this.#lastHeard > LOOK_EVERY
    if (this.#state === 'flowing' && !quiet) return
    const bytes = await this.#receivedBytes()
    if (!this.#looking) return
    const grown = bytes > this.#bytes
    this.#bytes = bytes
    if (grown) return this.heard()
    if (this.#state === 'flowing' && performance.now() - this.#lastHeard > CALL_15_SILENCE)
      this.#become('silent')
  }

  async #receivedBytes(): Promise<number> {
    let bytes = 0
    for (const entry of (await this.#pc.getStats()).values()) {
      if (entry.type === 'inbound-rtp') bytes += Number(entry.bytesReceived ?? 0)
    }
    return bytes
  }

  #become(state: 'flowing' | 'silent'): void {
    this.#state = state
    this.#tell(state)
  }
}
