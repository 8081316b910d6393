const PHONE = 'tacet.phone'
const IN_CALL = 'tacet.in-call'

/**
 * [CALL-2] Of all tabs of this browser one is the phone: the last that was looked at, unless a call rings or runs in
 * another. It alone rings and calls. Where the browser has no locks (plain http in a network) every tab is one.
 */
export class PhoneTab {
  isPhone = false
  readonly #onChange: () => void
  #waiting: AbortController | null = null
  #hangUp: (() => void) | null = null

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  /** Resolves once it is known whether this tab is the phone. */
  async start(): Promise<void> {
    if (!navigator.locks) {
      this.isPhone = true
      return
    }
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.#take()
    })
    await this.#take()
  }

  /** While a call rings or runs here, no other tab takes over. */
  setInCall(inCall: boolean): void {
    if (!navigator.locks || inCall === (this.#hangUp !== null)) return
    if (inCall) {
      const { promise, resolve } = Promise.withResolvers<void>()
      void navigator.locks.request(IN_CALL, () => promise)
      this.#hangUp = resolve
      return
    }
    this.#hangUp?.()
    this.#hangUp = null
  }

  async #take(): Promise<void> {
    if (this.isPhone) return
    const { held = [] } = await navigator.locks.query()
    const taken = held.some(lock => lock.name === PHONE)
    const calling = held.some(lock => lock.name === IN_CALL)
    const hidden = document.visibilityState !== 'visible'
    if (taken && (calling || hidden)) this.#wait()
    else await this.#steal()
  }

  #steal(): Promise<void> {
    this.#waiting?.abort()
    return new Promise(settled => this.#hold({ steal: true }, settled))
  }

  /** In the queue: this tab is the phone when the one that has it closes. */
  #wait(): void {
    if (this.#waiting) return
    this.#waiting = new AbortController()
    this.#hold({ signal: this.#waiting.signal }, () => undefined)
  }

  #hold(options: LockOptions, taken: () => void): void {
    navigator.locks
      .request(PHONE, options, () => {
        this.#waiting = null
        this.#become(true)
        taken()
        return new Promise(() => undefined)
      })
      .catch(() => {
        // Aborted while waiting, or taken over by another tab.
        if (!options.signal) this.#become(false)
        this.#waiting = null
        taken()
      })
  }

  #become(isPhone: boolean): void {
    if (this.isPhone === isPhone) return
    this.isPhone = isPhone
    this.#onChange()
  }
}
