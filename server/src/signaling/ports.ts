import type { Policy } from '@tacet/domain/identity/policy'
import type { Down, DownOf, ReplyOf } from '@tacet/protocol/down'
import type { Account } from '@tacet/protocol/identity'
import type { DeviceId, Millis, PersonId } from '@tacet/protocol/ids'
import type { Up, UpOf } from '@tacet/protocol/up'

/** Who said something: taken from the session and the handshake, never from the message. */
export interface Sender {
  readonly account: Account
  readonly device: DeviceId
  /** Random id of this one connection; changes with every reconnect. */
  readonly socket: string
  /** True for the one tab of a browser that rings and calls. */
  readonly phone: boolean
  /** When the message arrived. */
  readonly at: Millis
}

/** Carries messages to pages, on whichever node their sockets are. Delivery is best effort and ordered per socket. */
export interface Delivery {
  /** To every open page of these people. */
  toPeople(people: readonly PersonId[], message: Down): void
  /** To the one page of this device that rings and calls. */
  toPhone(person: PersonId, device: DeviceId, message: Down): void
  /** The devices of this person whose phone page is connected, in order of arrival. */
  phonesOf(person: PersonId): Promise<readonly DeviceId[]>
  /** To every page on this server and its siblings. */
  toEverybody(message: DownOf<'engine' | 'organization'>): void
  /** Says `signed-out` to the sockets of these sessions (hash of the session's token) and closes them at once. */
  closeSessions(sessions: readonly string[]): void
}

/** What a feature does with one kind of message. Throws a Refusal to say no. */
export type Handler<T extends Up['t']> = (from: Sender, message: UpOf<T>) => Promise<ReplyOf<T>>

/** Each message names its policy: a handler without one doesn't compile. */
export type Handlers<T extends Up['t'] = Up['t']> = {
  readonly [K in T]: { readonly policy: Policy; readonly handle: Handler<K> }
}

/** Features that care about devices coming and going (calls ring on a device that comes late, presence). */
export interface DeviceListener {
  /** Every time a phone page connects, also after a reload and when another tab takes over. */
  phoneCame(person: PersonId, device: DeviceId): Promise<void>
  /** The phone page of the device has gone and did not come back at once. */
  phoneGone(person: PersonId, device: DeviceId): Promise<void>
}
