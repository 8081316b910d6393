/** Times of presence, in milliseconds. */

/** Nobody touches any page of theirs for so long: away. */
export const AWAY_AFTER = 10 * 60_000
/** A status without an end is forgotten after so long. */
export const STATUS_MAX = 30 * 24 * 60 * 60_000
