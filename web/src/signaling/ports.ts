import type { Ack, Down, DownOf } from '@tacet/protocol/down'
import type { Up, UpOf } from '@tacet/protocol/up'

/**
 * - `closed`: not started, or stopped
 * - `connecting`: first connection under way
 * - `open`: the server answers
 * - `lost`: was open; tries again by itself, with backoff
 * - `refused`: no session (any more): sign in · `outdated`: reload the page
 */
export type SignalingState = 'closed' | 'connecting' | 'open' | 'lost' | 'refused' | 'outdated'

/** The page's one line to the server. Everything that arrives has been decoded. */
export interface Signaling {
  readonly state: SignalingState
  start(): void
  stop(): void
  /**
   * Sends one message and waits for its acknowledgement, at most 10 s. While the line is down, or when no answer
   * comes, the result is `{ ok: false, failure: { error: 'unavailable' } }`: nothing is queued behind the caller's back.
   */
  send<T extends Up['t']>(message: UpOf<T>): Promise<Ack<T>>
  /** Calls `listener` for every message of type `t` until the returned function is called. */
  on<T extends Down['t']>(t: T, listener: (message: DownOf<T>) => void): () => void
  onState(listener: (state: SignalingState) => void): () => void
}
