import type { CallKind } from '@tacet/protocol/history'
import type { CallId, ConferenceId, PersonId } from '@tacet/protocol/ids'
import type { UpgradeMessage } from '@tacet/protocol/peer'

/** The direct call of this page. `broken`: it may heal. `lost`: that it is over was nobody's wish. */
export type DirectCall =
  | { readonly is: 'none'; readonly lost: boolean }
  | {
      readonly is: 'up' | 'broken'
      readonly call: CallId
      readonly peer: PersonId
      /** What this side sends. */
      readonly kind: CallKind
      /** Whether the other side sends sound. */
      readonly peerIsHeard: boolean
    }

/** What is needed of direct calls. */
export interface CallPort {
  now(): DirectCall
  say(message: UpgradeMessage): void
  onSaid(listener: (message: UpgradeMessage) => void): () => void
  onChange(listener: () => void): () => void
  /** The direct connection closes, and nobody has hung up. */
  giveWay(): void
}

/** The conference that this page is in. */
export interface Inside {
  readonly id: ConferenceId
  /** Everybody else in it. */
  readonly others: readonly PersonId[]
  readonly ringing: readonly PersonId[]
}

/** What is needed of conferences. */
export interface ConferencePort {
  now(): Inside | null
  onChange(listener: () => void): () => void
  /** In, with copies of what the direct call sends. False: the server says no. */
  enter(conference: ConferenceId): Promise<boolean>
  /** What it sends is its own from now on. */
  settle(): void
  leave(): void
  hears(person: PersonId, sends: boolean): Promise<boolean>
  ring(people: readonly PersonId[]): Promise<boolean>
}
