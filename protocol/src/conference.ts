import { z } from 'zod/mini'
import { IceServer } from './call.ts'
import { ConversationView } from './conversation.ts'
import { CallKind } from './history.ts'
import { CallId, CallRowId, ConferenceId, ConversationId, Millis, PersonId, SfuHandle } from './ids.ts'
import { UPGRADE_MAX_PEOPLE } from './peer.ts'

/** Somebody in a conference: memory only, gone at its end. The engine knows the handle and nothing else. */
export const ConferencePerson = z.object({ handle: SfuHandle, person: PersonId })
export type ConferencePerson = z.infer<typeof ConferencePerson>

export const Conference = z.object({
  id: ConferenceId,
  conversation: ConversationId,
  row: z.nullable(CallRowId),
  kind: CallKind,
  startedBy: PersonId,
  startedAt: Millis,
  host: z.nullable(PersonId),
  people: z.array(ConferencePerson),
  /** Members whom it rings now (CONF-2): each of their pages sees itself in here, or no longer. */
  ringing: z.array(PersonId),
})
export type Conference = z.infer<typeof Conference>

/** What the conference engine is up to. `absent`: this server has none and says why in its own output. */
export const EngineState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready') }),
  /** `percent` 0…100, null while it can't be known. */
  z.object({ state: z.literal('preparing'), percent: z.nullable(z.int()) }),
  z.object({ state: z.literal('absent') }),
])
export type EngineState = z.infer<typeof EngineState>

/** Opaque, single use, valid 60 s: our proxy swaps it for the engine's real token. */
export const SfuTicket = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))

/** Made by the server at each join: proves to a server that has lost its memory whose handle this is. */
export const SeatProof = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))

/** So many can be rung at once: larger conferences ring nobody (CONF-2). */
export const RING_MAX_PEOPLE = 8

export const ConferenceUp = {
  /** A second start joins the first (CONF-3). Answer: `ConferenceStarted`. */
  start: z.object({ t: z.literal('conference-start'), conversation: ConversationId, kind: CallKind }),
  /**
   * The two of this direct call have agreed to let these people in (UPG-3): finds the group chat of exactly all of them,
   * or keeps a conversation in memory, and starts the conference in it. Answer: `ConferenceGathered`.
   */
  gather: z.object({
    t: z.literal('conference-gather'),
    call: CallId,
    people: z.array(PersonId).check(z.minLength(1), z.maxLength(UPGRADE_MAX_PEOPLE)),
    kind: CallKind,
  }),
  /** Rings people who are not in it, for 30 s (CONF-2, UPG-5). Whoever is in the conference may. */
  ring: z.object({
    t: z.literal('conference-ring'),
    conference: ConferenceId,
    people: z.array(PersonId).check(z.minLength(1), z.maxLength(RING_MAX_PEOPLE)),
  }),
  /** This person has seen that it rings, and comes or does not: it stops on all their devices. */
  answered: z.object({ t: z.literal('conference-answered'), conference: ConferenceId }),
  /** Answer: `ConferenceAdmission`. Once for each join; a new join of the same person replaces the old one. */
  join: z.object({ t: z.literal('conference-join'), conference: ConferenceId }),
  /** This device's media reaches the engine. */
  connected: z.object({ t: z.literal('conference-connected'), conference: ConferenceId }),
  leave: z.object({ t: z.literal('conference-leave'), conference: ConferenceId }),
  end: z.object({ t: z.literal('conference-end'), conference: ConferenceId }),
  /** After a restart of the server: this device is still in it, its media never stopped. Answer: `ConferenceStarted`. */
  resume: z.object({
    t: z.literal('conference-resume'),
    conference: ConferenceId,
    conversation: ConversationId,
    row: z.nullable(CallRowId),
    kind: CallKind,
    startedBy: PersonId,
    startedAt: Millis,
    host: z.nullable(PersonId),
    handle: SfuHandle,
    /** From this device's latest admission. */
    proof: SeatProof,
  }),
}

export const ConferenceStarted = z.object({ conference: Conference })
export type ConferenceStarted = z.infer<typeof ConferenceStarted>

export const ConferenceGathered = z.object({ conference: Conference, view: ConversationView })
export type ConferenceGathered = z.infer<typeof ConferenceGathered>

export const ConferenceAdmission = z.object({
  conference: Conference,
  handle: SfuHandle,
  ticket: SfuTicket,
  proof: SeatProof,
  iceServers: z.array(IceServer),
})
export type ConferenceAdmission = z.infer<typeof ConferenceAdmission>

export const ConferenceDown = {
  /** To every member of the conversation, on every change of the roster. */
  conference: z.object({ t: z.literal('conference'), conference: Conference }),
  ended: z.object({
    t: z.literal('conference-ended'),
    conference: ConferenceId,
    conversation: ConversationId,
    /** Who pressed "End for all", else null. */
    by: z.nullable(PersonId),
  }),
  engine: z.object({ t: z.literal('engine'), engine: EngineState }),
}
