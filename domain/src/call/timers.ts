/** Times of the rules of direct calls, in milliseconds, named after the rule. */

/** [CALL-3] No device has said that it rings: the callee is shown as not reachable, while the call keeps trying. */
export const CALL_3_UNREACHABLE = 10_000
/** [CALL-8] No connection after Accept: one ICE restart. */
export const CALL_8_RESTART = 15_000
/** [CALL-8] Still none: over. */
export const CALL_8_GIVE_UP = 30_000
/** [CALL-9] The server knows a call no more that still rings: the offer of the one that has won may be on its way. */
export const CALL_9_CROSSED = 2_000
/** [CALL-12] Nobody answers. */
export const CALL_12_NO_ANSWER = 45_000
/** [CALL-14] Both sides ping on the data channel. */
export const CALL_14_PING = 500
/** [CALL-15] Neither ping nor media for so long: the connection is broken. */
export const CALL_15_SILENCE = 1_500
/** [CALL-15] A broken connection that does not heal ends the call. */
export const CALL_15_GIVE_UP = 45_000
/** [CALL-15] Time between two attempts to heal it. */
export const CALL_15_RETRY = 5_000
/** [CALL-23] So many calls to one person who does not answer … */
export const CALL_23_ATTEMPTS = 3
/** [CALL-23] … within so long, and then none. */
export const CALL_23_WINDOW = 10 * 60_000
/** [CALL-16] A page that is loaded anew takes its call up again within so long, and without it the call is over. */
export const CALL_16_RESUME = 10_000
/** [CALL-16] The server says that the other page is gone; it has waited a little itself before it did. */
export const CALL_16_PAGE_GONE = 6_000
/** [CALL-22] The same device calls again while its call still seems to run: time for the silence of a reload to show. */
export const CALL_22_AGAIN = 2_000
/** [CALL-16] A page that comes again has so long to say that its call goes on. One that doesn't has lost it. */
export const CALL_16_UNCLAIMED = 10_000
/** A server that starts gives devices so long to say that their call still runs. */
export const RESUME_WITHIN = 45_000
/** [CALL-21] Somebody who is loud for so long while muted is speaking, and should know. */
export const CALL_21_SPEAKING = 600
/** [CALL-21] The hint comes again after so long, not earlier. */
export const CALL_21_AGAIN = 60_000
