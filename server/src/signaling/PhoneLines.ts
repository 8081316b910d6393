import type { Clock } from '../clock.ts'
import { failureOf } from '../http/failures.ts'
import type { Log } from '../log.ts'
import { PHONE_REFRESH_MS, type Phones } from './Phones.ts'
import type { DeviceListener } from './ports.ts'
import type { Line } from './Switchboard.ts'
import type { Lines } from './SwitchboardDelivery.ts'

/** A page that reloads is back within this time; before it is over nobody hears that the phone had gone. */
export const PHONE_GRACE_MS = 3_000

/** Watches this node's phone pages come and go, and tells those who care. */
export class PhoneLines {
  readonly #phones: Phones
  readonly #lines: Lines
  readonly #listeners: readonly DeviceListener[]
  readonly #clock: Clock
  readonly #log: Log
  readonly #held = new Set<Line>()
  readonly #stopRefreshing: () => void

  constructor(
    phones: Phones,
    lines: Lines,
    listeners: readonly DeviceListener[],
    { clock, log }: { clock: Clock; log: Log },
  ) {
    this.#phones = phones
    this.#lines = lines
    this.#listeners = listeners
    this.#clock = clock
    this.#log = log
    this.#stopRefreshing = clock.every(PHONE_REFRESH_MS, () => this.#refresh())
  }

  async came(line: Line): Promise<void> {
    if (!line.phone) return
    this.#held.add(line)
    this.#lines.carryOut({ to: 'handover', person: line.person, device: line.device, line: line.id })
    await this.#phones.came(line.person, line.device, line.id)
    // One that fails takes neither the page nor the others with it.
    for (const listener of this.#listeners) this.#watched(listener.phoneCame(line.person, line.device))
  }

  broke(line: Line): void {
    if (!this.#held.delete(line)) return
    this.#watched(this.#phones.broke(line.person, line.device, line.id))
    this.#clock.after(PHONE_GRACE_MS, () => this.#watched(this.#gone(line)))
  }

  stop(): void {
    this.#stopRefreshing()
  }

  async #gone(line: Line): Promise<void> {
    if (!(await this.#phones.gone(line.person, line.device, line.id))) return
    for (const listener of this.#listeners) this.#watched(listener.phoneGone(line.person, line.device))
  }

  #refresh(): void {
    for (const line of this.#held) this.#watched(this.#phones.refresh(line.person, line.device, line.id))
  }

  #watched(work: Promise<unknown>): void {
    work.catch(error => failureOf(error, this.#log))
  }
}
