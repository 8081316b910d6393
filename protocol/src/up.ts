import { z } from 'zod/mini'
import { CallUp } from './call.ts'
import { ConferenceUp } from './conference.ts'
import { MessageUp } from './conversation.ts'
import { PresenceUp } from './presence.ts'

/** Everything a page may say over its socket. */
export const Up = z.discriminatedUnion('t', [
  MessageUp.send,
  MessageUp.read,
  CallUp.start,
  CallUp.signal,
  CallUp.missing,
  CallUp.ringing,
  CallUp.connected,
  CallUp.end,
  CallUp.resume,
  CallUp.relay,
  ConferenceUp.start,
  ConferenceUp.gather,
  ConferenceUp.ring,
  ConferenceUp.answered,
  ConferenceUp.join,
  ConferenceUp.connected,
  ConferenceUp.leave,
  ConferenceUp.end,
  ConferenceUp.resume,
  PresenceUp.status,
  PresenceUp.idle,
])
export type Up = z.infer<typeof Up>
export type UpOf<T extends Up['t']> = Extract<Up, { t: T }>

/** What a page says when it opens its socket. */
export const Hello = z.object({
  protocol: z.int(),
  device: z.string(),
  /** True for the one tab of a browser that rings and calls. */
  phone: z.boolean(),
})
