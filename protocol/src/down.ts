import { z } from 'zod/mini'
import { CallDown, CallRelay, CallStarted } from './call.ts'
import {
  Conference,
  ConferenceAdmission,
  ConferenceDown,
  ConferenceGathered,
  ConferenceStarted,
  EngineState,
} from './conference.ts'
import { Conversation, Message, MessageDown } from './conversation.ts'
import { DeviceDown } from './device.ts'
import type { Failure } from './errors.ts'
import { Account, OrganizationSettings, PersonCard } from './identity.ts'
import { Millis, PersonId } from './ids.ts'
import { PresenceDown, PresenceOf, Status } from './presence.ts'
import { OwnSettings } from './settings.ts'
import type { Up } from './up.ts'

/** First message on every socket: all that a page needs to be useful and ringable. */
export const Welcome = z.object({
  t: z.literal('welcome'),
  now: Millis,
  me: Account,
  organization: OrganizationSettings,
  settings: OwnSettings,
  conversations: z.array(Conversation),
  people: z.array(PersonCard),
  presence: z.array(PresenceOf),
  /** What the person has chosen; null where the server knows of no choice, be it that it has forgotten it. */
  status: z.nullable(Status),
  /** Whose calls don't ring here (CALL-23). */
  blocked: z.array(PersonId),
  conferences: z.array(Conference),
  engine: EngineState,
})
export type Welcome = z.infer<typeof Welcome>

/** Everything the server may say over a socket. */
export const Down = z.discriminatedUnion('t', [
  Welcome,
  MessageDown.message,
  MessageDown.conversation,
  MessageDown.gone,
  MessageDown.read,
  CallDown.signal,
  CallDown.missing,
  CallDown.ringing,
  CallDown.device,
  CallDown.ended,
  CallDown.row,
  CallDown.rowGone,
  ConferenceDown.conference,
  ConferenceDown.ended,
  ConferenceDown.engine,
  DeviceDown.devices,
  DeviceDown.pending,
  PresenceDown.presence,
  PresenceDown.status,
  z.object({ t: z.literal('blocked'), blocked: z.array(PersonId) }),
  z.object({ t: z.literal('person'), person: PersonCard }),
  z.object({ t: z.literal('organization'), organization: OrganizationSettings }),
  /** The person has changed what they set for themself, here or on another of their devices. */
  z.object({ t: z.literal('settings'), settings: OwnSettings }),
  /** The session is over: the page forgets everything and shows the door. */
  z.object({ t: z.literal('signed-out') }),
])
export type Down = z.infer<typeof Down>
export type DownOf<T extends Down['t']> = Extract<Down, { t: T }>

const nothing = z.object({})

/** What the acknowledgement of each message carries when all went well. */
export const Reply = {
  'message-send': z.object({ message: Message }),
  'conversation-read': z.object({ readAt: Millis, unread: z.int() }),
  'call-start': CallStarted,
  'call-signal': nothing,
  'call-missing': nothing,
  'call-ringing': nothing,
  'call-connected': nothing,
  'call-end': nothing,
  'call-resume': nothing,
  'call-relay': CallRelay,
  'conference-start': ConferenceStarted,
  'conference-gather': ConferenceGathered,
  'conference-ring': nothing,
  'conference-answered': nothing,
  'conference-join': ConferenceAdmission,
  'conference-connected': nothing,
  'conference-leave': nothing,
  'conference-end': nothing,
  'conference-resume': ConferenceStarted,
  'presence-status': nothing,
  'presence-idle': nothing,
} as const satisfies Record<Up['t'], unknown>
export type ReplyOf<T extends Up['t']> = z.infer<(typeof Reply)[T]>

/** An acknowledgement: the reply of the message's type, or why not. */
export type Ack<T extends Up['t'] = Up['t']> =
  | { ok: true; reply: ReplyOf<T> }
  | { ok: false; failure: Failure }
