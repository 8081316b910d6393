import type { EngineState } from '@tacet/protocol/conference'
import type { ToSupervisorOf } from './messages.ts'

/** What the announcer needs of a terminal or a pipe. */
export interface Output {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** Without a terminal, progress is told at most so often, in percent. */
const STEP = 10

/** Tells the person at the terminal what there is to know, and nothing twice. */
export class Announcer {
  readonly #out: Output
  #listening = false
  #engine: EngineState | null = null
  #shownPercent = -STEP
  #progressLine = false

  constructor(out: Output) {
    this.#out = out
  }

  /** The server's doors are open, for the first time or again. */
  listening({ origin, setupPath, demoLinks }: ToSupervisorOf<'listening'>): void {
    this.line(this.#listening ? 'The server runs again.' : `\nTacet is ready: ${origin}`)
    this.#listening = true
    if (setupPath !== null) {
      this.line(`Set up your organization, this link works once:\n  ${origin}${setupPath}`)
    }
    if (demoLinks.length > 0) {
      this.line('Sign in for the demo, each link works once:')
      // Each person on an origin of their own, so that one browser can hold all of them.
      for (const { name, path } of demoLinks) {
        const [first = ''] = name.toLowerCase().split(' ')
        this.line(`  ${origin.replace('//localhost', `//${first}.localhost`)}${path}`)
      }
    }
    this.#tellEngine()
  }

  engine(state: EngineState): void {
    if (JSON.stringify(state) === JSON.stringify(this.#engine)) return
    this.#engine = state
    this.#tellEngine()
  }

  /** One line of its own, whatever stood there before. */
  line(text: string): void {
    if (this.#progressLine) this.#out.write('\r\x1b[K')
    this.#progressLine = false
    this.#out.write(`${text}\n`)
  }

  #tellEngine(): void {
    if (!this.#listening || !this.#engine) return
    switch (this.#engine.state) {
      case 'absent':
        break
      case 'ready':
        this.line('Conferences are ready.')
        break
      case 'preparing':
        if (this.#engine.percent !== null) this.#tellPercent(this.#engine.percent)
    }
  }

  #tellPercent(percent: number): void {
    const text = `Conference engine: ${percent} %`
    if (this.#out.isTTY) {
      this.#out.write(`\r\x1b[K${text}`)
      this.#progressLine = true
    } else if (percent >= this.#shownPercent + STEP) {
      this.#shownPercent = percent - (percent % STEP)
      this.line(text)
    }
  }
}
