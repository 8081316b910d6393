/** [MSG-2] Limits of what one device may say to another. Bytes are those of UTF-8. */
export const MESSAGE_MAX_BYTES = 8_192
export const SDP_MAX_BYTES = 49_152
export const CANDIDATE_MAX_BYTES = 512
export const MID_MAX_LENGTH = 16
export const UFRAG_MAX_LENGTH = 256
export const CANDIDATES_PER_MESSAGE = 16
/** Of one sender in one leg under one ufrag; the empty one at the end doesn't count. */
export const CANDIDATES_PER_GENERATION = 64

/** [CAN-2] The outermost object is level one. */
export const NESTING_MAX = 8

/** [DL-1] */
export const DEVICES_MAX = 16

/** [LEG-3] Milliseconds for which an offer is worth anything. */
export const OFFER_MAX_AGE = 60_000
