import { AWAY_AFTER } from '@tacet/domain/presence/timers'
import type { PersonId } from '@tacet/protocol/ids'
import type { Signaling } from '../signaling/ports.ts'

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
/** Touching a page tells the other tabs of this browser no more often than this. */
const TELL_EVERY = 20_000

/**
 * Says when nobody has touched any tab of this browser for ten minutes, and when somebody does again. The phone tab
 * speaks for all of them. What is touched, and when, is told to nobody.
 */
export class IdleWatch {
  readonly #signaling: Signaling
  readonly #isPhone: () => boolean
  readonly #tabs: BroadcastChannel
  #timer: ReturnType<typeof setTimeout> | undefined
  #told = 0
  #idle = false

  constructor(me: PersonId, signaling: Signaling, isPhone: () => boolean) {
    this.#signaling = signaling
    this.#isPhone = isPhone
    this.#tabs = new BroadcastChannel(`tacet.touched.${me}`)
    this.#tabs.onmessage = () => this.#touched()
    for (const sign of SIGNS) addEventListener(sign, this.#onSign, { capture: true, passive: true })
    document.addEventListener('visibilitychange', this.#onSign)
    signaling.on('welcome', () => this.#say())
    this.#touched()
  }

  close(): void {
    clearTimeout(this.#timer)
    for (const sign of SIGNS) removeEventListener(sign, this.#onSign, { capture: true })
    document.removeEventListener('visibilitychange', this.#onSign)
    this.#tabs.close()
  }

  readonly #onSign = () => {
    // Looking away touches nothing.
    if (document.visibilityState === 'hidden') return
    const now = performance.now()
    if (now - this.#told > TELL_EVERY || this.#idle) {
      this.#told = now
      this.#tabs.postMessage('touched')
    }
    this.#touched()
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
    if (this.#isPhone() && this.#signaling.state === 'open')
      void this.#signaling.send({ t: 'presence-idle', idle: this.#idle })
  }
}
