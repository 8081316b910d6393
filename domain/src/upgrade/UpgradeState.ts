import type { ConferenceId, PersonId, UpgradeId } from '@tacet/protocol/ids'
import type { UpgradeMessage } from '@tacet/protocol/peer'

/** Who is to come in, and which ask it is about. */
export interface Wish {
  readonly ask: UpgradeId
  readonly people: readonly PersonId[]
}

export type UpgradeRole = 'asking' | 'asked'

/**
 * One side of a direct call that is to become a conference.
 *
 * `none` · `asking`: the other side is asked · `asked`: the person here is · `gathering`: both agree, the server is asked
 * for the conference · `agreed`: the same on the other side, which waits to hear of it · `entering`: this device joins
 * while the direct connection runs · `swapped`: both hear each other through the conference; there is no way back, and
 * the direct connection goes as soon as the other side has said the same · `leaving`: it has.
 */
export type UpgradeState =
  | { readonly at: 'none' }
  | { readonly at: 'asking'; readonly wish: Wish }
  | { readonly at: 'asked'; readonly wish: Wish }
  | { readonly at: 'gathering'; readonly wish: Wish }
  | { readonly at: 'agreed'; readonly wish: Wish }
  | {
      readonly at: 'entering'
      readonly role: UpgradeRole
      readonly wish: Wish
      readonly conference: ConferenceId
      /** I hear the other side through the conference. */
      readonly here: boolean
      /** The other side says the same of me. */
      readonly there: boolean
    }
  | {
      readonly at: 'swapped' | 'leaving'
      readonly role: UpgradeRole
      readonly wish: Wish
      readonly conference: ConferenceId
    }

export const NO_UPGRADE: UpgradeState = { at: 'none' }

/** Why nothing came of it, for the person. */
export type UpgradeFailure =
  /** The other side said no, or took the wish back. */
  | 'refused'
  | 'withdrawn'
  | 'unanswered'
  /** The server had no conference for it, or the two did not hear each other in it in time. */
  | 'failed'

export type UpgradeEvent =
  /** The person has chosen whom to add and knows what it means. */
  | { readonly is: 'ask'; readonly wish: Wish }
  | { readonly is: 'withdraw' }
  | { readonly is: 'answer'; readonly yes: boolean }
  /** Over the data channel of the call. */
  | { readonly is: 'said'; readonly message: UpgradeMessage }
  /** The server has the conference; null: it has none. */
  | { readonly is: 'gathered'; readonly ask: UpgradeId; readonly conference: ConferenceId | null }
  /** What the other side sends arrives through the conference. */
  | { readonly is: 'hears' }
  /** This device is out of the conference again. */
  | { readonly is: 'conference-over' }
  /** The direct connection is broken: it may heal, or not. */
  | { readonly is: 'direct-broken' }
  /** The direct call is over: somebody hung up, or it was lost. */
  | { readonly is: 'direct-over'; readonly lost: boolean }
  | { readonly is: 'timer' }

export type UpgradeEffect =
  | { readonly do: 'say'; readonly message: UpgradeMessage }
  | { readonly do: 'gather'; readonly wish: Wish }
  | { readonly do: 'enter'; readonly conference: ConferenceId }
  /** Leave the conference. */
  | { readonly do: 'leave' }
  /** What the person hears from now on. Both connections stand. */
  | { readonly do: 'listen'; readonly to: 'direct' | 'conference' }
  /** Close the direct call. */
  | { readonly do: 'give-way' }
  /** [UPG-5] */
  | { readonly do: 'ring'; readonly conference: ConferenceId; readonly people: readonly PersonId[] }
  | { readonly do: 'tell'; readonly failure: UpgradeFailure }
  /** The one timer that there is. */
  | { readonly do: 'set-timer'; readonly after: number }
  | { readonly do: 'stop-timer' }
