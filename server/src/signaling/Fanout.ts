import type { Down, DownOf } from '@tacet/protocol/down'
import type { DeviceId, PersonId } from '@tacet/protocol/ids'

/** What one node of the server asks of all of them, itself included. */
export type Order =
  | { readonly to: 'people'; readonly people: readonly PersonId[]; readonly message: Down }
  | { readonly to: 'phone'; readonly person: PersonId; readonly device: DeviceId; readonly message: Down }
  | { readonly to: 'everybody'; readonly message: DownOf<'engine' | 'organization'> }
  /** These sessions are over: say so and close. */
  | { readonly to: 'sessions'; readonly sessions: readonly string[] }
  /** From now on `line` is the phone of this device; an older one is not any more. */
  | { readonly to: 'handover'; readonly person: PersonId; readonly device: DeviceId; readonly line: string }

/** Carries orders to the other nodes. What is sent reaches them in order, at most once, and is kept nowhere. */
export interface Fanout {
  send(order: Order): void
  /** `hear` gets the orders of the others, never one's own. Called once. */
  listen(hear: (order: Order) => void): Promise<void>
  close(): Promise<void>
}

/** One node has no others. */
export const loneFanout: Fanout = {
  send: () => undefined,
  listen: async () => undefined,
  close: async () => undefined,
}
