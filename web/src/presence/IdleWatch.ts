import { AWAY_AFTER } from '@tacet/domain/presence/timers'
import type { Signaling } from '../signaling/ports.ts'

export interface IdleWatchParts {
  readonly signaling: Signaling
  /** Whether this tab speaks for all tabs of this browser. */
  readonly isPhone: () => boolean
  /** Calls `touched` whenever somebody touches any of them; answers how to stop that. */
  readonly watch: (touched: () => void) => () => void
}

/**
 * Says when nobody has touched any tab of this browser for ten minutes, and when somebody does again. What is touched,
 * and when, is told to nobody.
 */
export class IdleWatch {
  readonly #parts: IdleWatchParts
  readonly #stop: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #idle = false

  constructor(parts: IdleWatchParts) {
    this.#parts = parts
    parts.signaling.on('welcome', () => this.#say())
    this.#touched()
    this.#stop = parts.watch(() => this.#touched())
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#stop()
  }

  #touched(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#become(true), AWAY_AFTER)
    this.#become(false)
  }

  #become(idle: boolean): void {
    if (idle === this.#idle) return
    this.#idle = idle
    this.#say()
  }

  #say(): void {
    const { signaling, isPhone } = this.#parts
    if (isPhone() && signaling.state === 'open') void signaling.send({ t: 'presence-idle', idle: this.#idle })
  }
}
