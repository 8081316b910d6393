import { z } from 'zod/mini'
import { ConferenceId, PersonId, UpgradeId } from './ids.ts'

/** So many can be asked into a direct call at once. */
export const UPGRADE_MAX_PEOPLE = 6

/**
 * From a direct call to a conference (UPG-1 to UPG-5). The server learns of it only when both have agreed.
 *
 * - `upgrade-ask`: may these people come in? It ends the end-to-end encryption · `upgrade-answer`
 * - `upgrade-go`: this is the conference · `upgrade-hears`: what you send reaches me through it
 * - `upgrade-done`: I have swapped, the direct connection may go · `upgrade-off`: nothing comes of it, all stays direct
 */
const UpgradeMessage = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('upgrade-ask'),
    ask: UpgradeId,
    people: z.array(PersonId).check(z.minLength(1), z.maxLength(UPGRADE_MAX_PEOPLE)),
  }),
  z.object({ t: z.literal('upgrade-answer'), ask: UpgradeId, yes: z.boolean() }),
  z.object({ t: z.literal('upgrade-go'), ask: UpgradeId, conference: ConferenceId }),
  z.object({ t: z.literal('upgrade-hears'), ask: UpgradeId }),
  z.object({ t: z.literal('upgrade-done'), ask: UpgradeId }),
  z.object({
    t: z.literal('upgrade-off'),
    ask: UpgradeId,
    why: z.enum(['withdrawn', 'unanswered', 'failed']),
  }),
])
export type UpgradeMessage = z.infer<typeof UpgradeMessage>

/**
 * What two devices in a direct call say to each other on their own data channel, past the server.
 * Each side tells its own state; nothing here can switch on anything of the other's.
 */
export const PeerMessage = z.discriminatedUnion('t', [
  /** Every 500 ms (CALL-14). */
  z.object({ t: z.literal('ping') }),
  /** What I am sending now. A track's own `mute` event says too little and comes too late. */
  z.object({
    t: z.literal('sending'),
    microphone: z.boolean(),
    camera: z.boolean(),
    screen: z.boolean(),
    screenAudio: z.boolean(),
    /** Is on, but stands still for now: the last picture stays, or the face is not sent. Missing: nothing. */
    paused: z.optional(z.array(z.enum(['camera', 'screen']))),
    /** I have put you on hold: nothing is sent or heard in either direction (CALL-10). */
    held: z.boolean(),
  }),
  /** [CALL-16] My page goes away; it may come back, or not. */
  z.object({ t: z.literal('leaving') }),
  z.object({ t: z.literal('bye') }),
  UpgradeMessage,
])
export type PeerMessage = z.infer<typeof PeerMessage>
export type Sending = Omit<Extract<PeerMessage, { t: 'sending' }>, 't'>
