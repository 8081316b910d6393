import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import type { Clock } from '../clock.ts'
import { KEEP, type LiveStore, liveFamily } from '../live/ports.ts'

interface Phone {
  readonly device: DeviceId
  /** Line of the page that rings. */
  readonly line: string
  /** Past this moment the node that held the line has died. */
  readonly until: number
  /** False during the grace after the line broke. */
  readonly connected: boolean
}

/** How long a phone counts without a sign of life from its node. */
const LIFETIME_MS = 90_000
export const PHONE_REFRESH_MS = 30_000

const phones = liveFamily<readonly Phone[]>('phones')

/** Which devices of a person ring, on whichever node their lines are. Live state only. */
export class Phones {
  readonly #live: LiveStore
  readonly #clock: Clock

  constructor(live: LiveStore, clock: Clock) {
    this.#live = live
    this.#clock = clock
  }

  async connectedOf(person: PersonId): Promise<readonly DeviceId[]> {
    const now = this.#clock.now()
    const known = (await this.#live.get(phones(person))) ?? []
    return known.filter(phone => phone.connected && phone.until > now).map(phone => phone.device)
  }

  /** The devices that are there, those whose line has just broken included. */
  async of(person: PersonId): Promise<readonly DeviceId[]> {
    const now = this.#clock.now()
    const known = (await this.#live.get(phones(person))) ?? []
    return known.filter(phone => phone.until > now).map(phone => phone.device)
  }

  async came(person: PersonId, device: DeviceId, line: string): Promise<void> {
    const now = this.#clock.now()
    const phone: Phone = { device, line, until: now + LIFETIME_MS, connected: true }
    await this.#live.change(phones(person), LIFETIME_MS, known => [
      ...(known ?? []).filter(other => other.until > now && other.device !== device),
      phone,
    ])
  }

  /** The line broke. Does nothing where another line is the phone of this device by now. */
  async broke(person: PersonId, device: DeviceId, line: string): Promise<void> {
    await this.#live.change(phones(person), LIFETIME_MS, known => {
      if (!known?.some(phone => phone.device === device && phone.line === line)) return KEEP
      return known.map(phone => (phone.line === line ? { ...phone, connected: false } : phone))
    })
  }

  /** The grace is over. True where the device did not come back and is gone now. */
  async gone(person: PersonId, device: DeviceId, line: string): Promise<boolean> {
    let left = false
    await this.#live.change(phones(person), LIFETIME_MS, known => {
      const rest = (known ?? []).filter(phone => phone.device !== device || phone.line !== line)
      left = known !== null && rest.length < known.length
      if (!left) return KEEP
      return rest.length > 0 ? rest : null
    })
    return left
  }

  /** This node still holds the line. Brings the entry back where the live state was lost. */
  async refresh(person: PersonId, device: DeviceId, line: string): Promise<void> {
    const phone: Phone = { device, line, until: this.#clock.now() + LIFETIME_MS, connected: true }
    await this.#live.change(phones(person), LIFETIME_MS, known => {
      const present = known?.find(other => other.device === device)
      if (!present) return [...(known ?? []), phone]
      return present.line === line ? (known ?? []).map(other => (other === present ? phone : other)) : KEEP
    })
  }
}
