import type { EngineState } from '@tacet/protocol/conference'
import type { SfuHandle } from '@tacet/protocol/ids'

/** A room on one engine. Its name is random and says nothing; a new engine knows nothing of it. */
export interface SfuRoom {
  /** Id of the running engine. */
  readonly engine: string
  readonly name: string
}

/** Whom a token speaks of. */
export interface SfuClaim {
  readonly room: string
  readonly handle: SfuHandle
}

/** There is no engine for this now. Nothing was lost: try again. */
export class EngineUnavailable extends Error {
  constructor() {
    super('the conference engine does not answer')
    this.name = 'EngineUnavailable'
  }
}

/** For work that has nothing left to do where the engine is not there. Any other error goes on. */
export function ignoreUnavailable(error: unknown): void {
  if (!(error instanceof EngineUnavailable)) throw error
}

/**
 * The conference engine: rooms, and handles that may be in them. It knows neither people nor conversations. A room
 * whose engine has gone is a room that isn't there; an engine that runs and doesn't answer is EngineUnavailable.
 */
export interface Sfu {
  /** An empty room on an engine that takes new conferences. Throws EngineUnavailable where there is none. */
  openRoom(): Promise<SfuRoom>
  /** Puts out everybody and forgets the room. A room that isn't there is no error. */
  closeRoom(room: SfuRoom): Promise<void>
  /** All rooms of all engines. */
  rooms(): Promise<readonly SfuRoom[]>
  /** The handles that are in a room now; null where there is no such room. */
  handlesIn(room: SfuRoom): Promise<readonly SfuHandle[] | null>
  /** Puts out one handle. One that isn't there is no error. */
  expel(room: SfuRoom, handle: SfuHandle): Promise<void>
  /** A token with which this handle, and no other, may join this room and no other within 60 s. */
  grant(room: SfuRoom, handle: SfuHandle): Promise<string>
  /** Reads a token that is still valid, ours or one that the engine pushed; null for any other text. */
  readGrant(token: string): Promise<SfuClaim | null>
}

/** One running engine as the server uses it. */
export interface Engine {
  readonly id: string
  readonly signalPort: number
  readonly turnPort: number
  readonly nodeIp: string
}

/** The engines that run now, and whether there are any to be had. */
export interface Engines {
  readonly state: EngineState
  /** State or engines have changed. Answers the function that stops listening. */
  onChange(listener: () => void): () => void
  all(): readonly Engine[]
  find(id: string): Engine | null
  /** An engine for new uses, started where none runs. Throws EngineUnavailable. */
  forNewUse(): Promise<Engine>
  /** Counts one use of an engine until the returned function is called: used engines are not recycled. */
  hold(id: string): () => void
  /** Name and secret shared with the engines. Throws EngineUnavailable before they are known. */
  readonly key: { readonly name: string; readonly secret: string }
}
