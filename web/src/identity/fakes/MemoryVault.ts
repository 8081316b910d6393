import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import type { DeviceKeys } from '@tacet/protocol/verified/keys'
import type { Pin } from '@tacet/protocol/verified/pin'
import { nextCtr } from '@tacet/protocol/verified/write'
import type { Vault } from '../ports.ts'

/** A vault that forgets with the test. */
export class MemoryVault implements Vault {
  #keys: DeviceKeys | null = null
  #sent = 0
  readonly #pins = new Map<PersonId, Pin>()
  readonly #ctrs = new Map<DeviceId, number>()

  async keys(): Promise<DeviceKeys | null> {
    return this.#keys
  }

  async keepKeys(made: DeviceKeys): Promise<DeviceKeys> {
    this.#keys ??= made
    return this.#keys
  }

  async pin(person: PersonId): Promise<Pin | null> {
    return this.#pins.get(person) ?? null
  }

  async savePin(person: PersonId, pin: Pin): Promise<void> {
    this.#pins.set(person, pin)
  }

  async pins(): Promise<ReadonlyMap<PersonId, Pin>> {
    return new Map(this.#pins)
  }

  async nextCtr(clock: number): Promise<number> {
    this.#sent = nextCtr(this.#sent, clock)
    return this.#sent
  }

  async lastCtr(device: DeviceId): Promise<number> {
    return this.#ctrs.get(device) ?? 0
  }

  async saveCtr(device: DeviceId, ctr: number): Promise<void> {
    this.#ctrs.set(device, Math.max(ctr, await this.lastCtr(device)))
  }
}
