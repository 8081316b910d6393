import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import type { DeviceKeys } from '@tacet/protocol/verified/keys'
import type { Pin } from '@tacet/protocol/verified/pin'

/** The other tabs of this person in this browser: what one of them changes in a pin counts in all. */
export interface PinTabs {
  tell(person: PersonId): void
  /** `listener` hears whose pin another tab has changed. */
  onTold(listener: (person: PersonId) => void): void
}

/**
 * What this browser remembers for one person, and nothing of any call (STORE-1): the keys of the device, what it knows
 * of other people's devices, and the counters that keep old offers from ringing again.
 */
export interface Vault {
  /** Null before the first sign-in of this person in this browser. */
  keys(): Promise<DeviceKeys | null>
  /** Keeps keys that were just made, unless another tab was faster; what counts from now on. */
  keepKeys(made: DeviceKeys): Promise<DeviceKeys>
  pin(person: PersonId): Promise<Pin | null>
  savePin(person: PersonId, pin: Pin): Promise<void>
  pins(): Promise<ReadonlyMap<PersonId, Pin>>
  /**
   * LEG-2: the counter of the next call, greater than any before, also than those of other tabs. `clock` is the wall
   * clock in milliseconds.
   */
  nextCtr(clock: number): Promise<number>
  /** The highest counter ever accepted from that device, 0 if none. */
  lastCtr(device: DeviceId): Promise<number>
  saveCtr(device: DeviceId, ctr: number): Promise<void>
}
