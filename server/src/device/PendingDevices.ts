import type { PendingDevice } from '@tacet/protocol/device'
import type { DeviceId, Millis, PersonId } from '@tacet/protocol/ids'
import type { Clock } from '../clock.ts'
import { KEEP, type LiveStore, liveFamily } from '../live/ports.ts'
import { Refusal } from '../refusal.ts'

interface Waiting extends PendingDevice {
  readonly until: Millis
}

const LIFETIME_MS = 10 * 60 * 1_000
const AT_ONCE = 5

const waiting = liveFamily<readonly Waiting[]>('device-pending')

/** Devices that wait for an older one to approve them. Live state only: nobody waits for long. */
export class PendingDevices {
  readonly #live: LiveStore
  readonly #clock: Clock

  constructor(live: LiveStore, clock: Clock) {
    this.#live = live
    this.#clock = clock
  }

  async of(person: PersonId): Promise<PendingDevice[]> {
    const known = this.#alive(await this.#live.get(waiting(person)))
    return known.map(({ device, label }) => ({ device, label }))
  }

  /** One that waits already waits anew. Refused as `too-large` where too many wait. */
  async add(person: PersonId, { device, label }: PendingDevice): Promise<void> {
    const until = this.#clock.now() + LIFETIME_MS
    const after = await this.#live.change(waiting(person), LIFETIME_MS, known => {
      const others = this.#alive(known).filter(each => each.device.dev !== device.dev)
      return others.length < AT_ONCE ? [...others, { device, label, until }] : KEEP
    })
    if (!after?.some(each => each.device.dev === device.dev))
      throw new Refusal('too-large', { field: 'device' })
  }

  /** Whether any of them did wait. */
  async remove(person: PersonId, devices: readonly DeviceId[]): Promise<boolean> {
    let removed = false
    await this.#live.change(waiting(person), LIFETIME_MS, known => {
      const alive = this.#alive(known)
      const rest = alive.filter(each => !devices.includes(each.device.dev))
      removed = rest.length < alive.length
      if (!removed) return KEEP
      return rest.length > 0 ? rest : null
    })
    return removed
  }

  #alive(known: readonly Waiting[] | null): readonly Waiting[] {
    const now = this.#clock.now()
    return (known ?? []).filter(each => each.until > now)
  }
}
