import { z } from 'zod/mini'

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
  }),
  /** [CALL-16] My page goes away; it may come back, or not. */
  z.object({ t: z.literal('leaving') }),
  z.object({ t: z.literal('bye') }),
])
export type PeerMessage = z.infer<typeof PeerMessage>
export type Sending = Omit<Extract<PeerMessage, { t: 'sending' }>, 't'>
