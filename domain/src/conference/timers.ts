/** Times of the rules of conferences, in milliseconds, named after the rule. */

/** [CONF-2] Members who are rung are rung so long. */
export const CONF_2_RING = 30_000
/** [CONF-5] Who is admitted has so long to arrive. */
export const CONF_5_ARRIVE = 60_000
/** [CONF-7] Nobody in it for so long: over, by nobody. */
export const CONF_7_EMPTY = 60_000
/** The line of a page closed: it may be a short break. */
export const LINE_GRACE = 3_000
/** The engine died under a page: it needs a moment to see that and to ask for a new admission. */
export const ENGINE_GRACE = 15_000
/** A page that says after a restart of the server that it is still in it has so long to open its line again. */
export const RESUME_GRACE = 20_000
