import { z } from 'zod/mini'
import { Millis, PersonId } from './ids.ts'
import { typed } from './text.ts'

/** Coarse on purpose: `call` names no peer and no place. Never stored. */
export const Presence = z.enum(['here', 'away', 'dnd', 'call', 'gone'])
export type Presence = z.infer<typeof Presence>

export const STATUS_MESSAGE_MAX = 120
export const StatusMessage = typed(STATUS_MESSAGE_MAX)

/** What others see of a person. `until`: end of what the person chose, where they chose `presence` and an end. */
export const Shown = z.object({
  presence: Presence,
  message: z.nullable(StatusMessage),
  until: z.nullable(Millis),
})
export type Shown = z.infer<typeof Shown>

export const PresenceOf = z.extend(Shown, { person: PersonId })
export type PresenceOf = z.infer<typeof PresenceOf>

/** `auto`: worked out from what the devices do. `dnd`: nothing rings, and whoever calls is told so (CALL-11). */
export const StatusWish = z.enum(['auto', 'away', 'dnd'])
export type StatusWish = z.infer<typeof StatusWish>

/** What a person has chosen for themself. All of it is over at `until`. */
export const Status = z.object({
  wish: StatusWish,
  message: z.nullable(StatusMessage),
  until: z.nullable(Millis),
})
export type Status = z.infer<typeof Status>

/** Longest time that somebody may choose in advance, in milliseconds. */
export const STATUS_LASTS_MAX = 7 * 24 * 60 * 60 * 1_000

export const PresenceUp = {
  /** `lasts`: milliseconds from now; null: until further notice. A span, since clocks of pages may be wrong. */
  status: z.object({
    t: z.literal('presence-status'),
    wish: StatusWish,
    message: z.nullable(StatusMessage),
    lasts: z.nullable(z.int().check(z.gte(1_000), z.lte(STATUS_LASTS_MAX))),
  }),
  /** Whether anybody has touched a page of this device lately. Said by its phone page. */
  idle: z.object({ t: z.literal('presence-idle'), idle: z.boolean() }),
}

export const PresenceDown = {
  presence: z.object({ t: z.literal('presence'), presence: z.array(PresenceOf) }),
  /** One's own status, to all of one's pages. */
  status: z.object({ t: z.literal('status'), status: Status }),
}
