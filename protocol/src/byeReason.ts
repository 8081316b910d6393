import { z } from 'zod/mini'

/** Why a device leaves a leg, as it tells the other one. */
export const ByeReason = z.enum(['hangup', 'decline', 'cancel', 'elsewhere', 'busy', 'timeout', 'error'])
export type ByeReason = z.infer<typeof ByeReason>
