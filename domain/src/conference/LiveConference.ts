import type { CallKind } from '@tacet/protocol/history'
import type {
  CallRowId,
  ConferenceId,
  ConversationId,
  DeviceId,
  Millis,
  PersonId,
  SfuHandle,
} from '@tacet/protocol/ids'

/** A conference as the server knows it while it lives: memory only, gone at its end. */
export interface LiveConference {
  readonly id: ConferenceId
  readonly conversation: ConversationId
  readonly row: CallRowId | null
  readonly kind: CallKind
  readonly startedBy: PersonId
  readonly startedAt: Millis
  /** Who was host before the server lost its memory: comes before the others, but not before the starter. */
  readonly heir: PersonId | null
  /** Everybody in it, whoever has been in it longest first: the order is all that is known of when they came. */
  readonly seats: readonly Seat[]
  /** Since when nobody is in it; null while somebody is. */
  readonly emptySince: Millis | null
  /** Members whom it rings now, and until when (CONF-2). */
  readonly ringing: readonly Ring[]
  /**
   * A direct call is about to become it (UPG-4): should that come to nothing, it ends as soon as nobody is in it, and
   * leaves nothing. Until it rings somebody.
   */
  readonly tentative: boolean
}

export interface Ring {
  readonly person: PersonId
  readonly until: Millis
}

/** One person in a conference, with one device, under one handle of the engine. */
export interface Seat {
  readonly person: PersonId
  readonly device: DeviceId
  readonly handle: SfuHandle
  readonly line: SeatLine
}

/** The line of a seat to the engine. */
export type SeatLine =
  | { readonly is: 'open' }
  /** Admitted and not there yet, or just broken: the seat is given up after `until`. */
  | { readonly is: 'awaited'; readonly until: Millis }

export type ConferenceEvent =
  /** Admitted under a new handle. */
  | {
      readonly is: 'joined'
      readonly person: PersonId
      readonly device: DeviceId
      readonly handle: SfuHandle
      readonly now: Millis
    }
  | { readonly is: 'line-opened'; readonly handle: SfuHandle }
  /** `patience`: milliseconds until the seat is given up. */
  | {
      readonly is: 'line-closed'
      readonly handle: SfuHandle
      readonly patience: number
      readonly now: Millis
    }
  /** This device's media reaches the engine. */
  | { readonly is: 'connected'; readonly person: PersonId }
  | { readonly is: 'left'; readonly person: PersonId; readonly device: DeviceId; readonly now: Millis }
  /** Not a member of the conversation any more (CONF-8). */
  | { readonly is: 'removed'; readonly person: PersonId; readonly now: Millis }
  /** They are to be rung now. */
  | { readonly is: 'rung'; readonly people: readonly PersonId[]; readonly now: Millis }
  /** This person comes, or does not: they need not be rung any more. */
  | { readonly is: 'answered'; readonly person: PersonId }
  | { readonly is: 'ended'; readonly by: PersonId }
  /** A server that forgot everything hears that this device is in it, its media never stopped. */
  | {
      readonly is: 'resumed'
      readonly person: PersonId
      readonly device: DeviceId
      readonly handle: SfuHandle
      readonly now: Millis
    }
  | { readonly is: 'tick'; readonly now: Millis }

export type ConferenceEffect =
  /** Tell everybody in the conversation who is in it now, and whom it rings. */
  | { readonly do: 'show' }
  /** The engine has to put this handle out. */
  | { readonly do: 'expel'; readonly handle: SfuHandle }
  | { readonly do: 'row-connected' }
  /**
   * It is over: close the room, which puts out everybody, end the row, tell everybody. `by`: who ended it for all, else
   * null. `drop`: it came to nothing, and has no row any more.
   */
  | { readonly do: 'finish'; readonly by: PersonId | null; readonly drop: boolean }
