import { z } from 'zod/mini'
import { PersonId } from './ids.ts'

/** Coarse on purpose: `call` names no peer and no place. Never stored. */
export const Presence = z.enum(['here', 'away', 'dnd', 'call', 'gone'])
export type Presence = z.infer<typeof Presence>

export const PresenceOf = z.object({ person: PersonId, presence: Presence })
export type PresenceOf = z.infer<typeof PresenceOf>
