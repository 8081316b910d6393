/** Times of the rules by which a direct call becomes a conference, in milliseconds, named after the rule. */

/** [UPG-2] The other side has so long to agree. */
export const UPG_2_ANSWER = 30_000
/** [UPG-4] From consent until both hear each other through the conference; else all stays direct. */
export const UPG_4_SWAP = 15_000
/** [UPG-4] Between the last word on the direct connection and its end, so that the word gets through. */
export const UPG_4_LAST_WORD = 500
/** [UPG-5] On the way back both connections stand so long, so that neither side goes before the other hears it. */
export const UPG_5_LINGER = 1_000
