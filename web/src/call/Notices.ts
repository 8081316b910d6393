import { createStore, type StoreApi } from 'zustand/vanilla'

/** `refused`: the browser was told never to show any · `absent`: it has none, as on plain http in a network */
export type NoticesState = 'on' | 'off' | 'refused' | 'absent'

const WORKER = '/notices.js'
/** A new notice takes the place of the one before. */
const TAG = 'tacet.call'
const CHOSEN = 'tacet.notices'

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    /** Typed as the text that it stands for, since the compiler knows no trusted types yet. */
    createScriptURL(url: string): string
  }
}

/** [CALL-4] Notices of the system while it rings and the page is not looked at. Permission is asked only by `turnOn`. */
export class Notices {
  readonly store: StoreApi<NoticesState>
  #registration: Promise<ServiceWorkerRegistration> | null = null
  /** Notices are shown and taken away one after the other. */
  #last: Promise<void> = Promise.resolve()

  constructor() {
    this.store = createStore(() => stateNow())
    // A page that died while it rang could not take its notice away.
    if (this.store.getState() === 'on') this.clear()
  }

  /** Must run in the handler of a click: the browser asks the person. */
  async turnOn(): Promise<void> {
    if (this.store.getState() === 'absent') return
    if ((await Notification.requestPermission()) === 'granted') localStorage.setItem(CHOSEN, 'on')
    this.#refresh()
    if (this.store.getState() === 'on') await this.#ready()
  }

  turnOff(): void {
    localStorage.removeItem(CHOSEN)
    this.clear()
    this.#refresh()
  }

  /** `title` is all that it says. */
  show(title: string): void {
    if (this.store.getState() !== 'on' || document.hasFocus()) return
    this.#next(async () => {
      const { active } = await this.#ready()
      active?.postMessage({ title, tag: TAG })
    })
  }

  clear(): void {
    if (this.store.getState() !== 'on') return
    this.#next(async () => {
      const registration = await this.#ready()
      for (const notice of await registration.getNotifications({ tag: TAG })) notice.close()
    })
  }

  #next(work: () => Promise<void>): void {
    // Without notices it still rings: nobody is helped by an error here.
    this.#last = this.#last.then(work).catch(() => undefined)
  }

  #refresh(): void {
    this.store.setState(stateNow(), true)
  }

  #ready(): Promise<ServiceWorkerRegistration> {
    this.#registration ??= navigator.serviceWorker
      .register(workerUrl())
      .then(() => navigator.serviceWorker.ready)
    return this.#registration
  }
}

function stateNow(): NoticesState {
  if (!('serviceWorker' in navigator) || !('Notification' in globalThis)) return 'absent'
  if (Notification.permission === 'denied') return 'refused'
  return Notification.permission === 'granted' && localStorage.getItem(CHOSEN) === 'on' ? 'on' : 'off'
}

let policy: ReturnType<TrustedTypes['createPolicy']> | null = null

/** The one address of a script that this app ever hands to the browser (SEC-8). */
function workerUrl(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  policy ??= trustedTypes?.createPolicy('tacet', {
    createScriptURL: url => {
      if (url !== WORKER) throw new TypeError('not a worker of ours')
      return url
    },
  }) ?? { createScriptURL: url => url }
  return policy.createScriptURL(WORKER)
}
