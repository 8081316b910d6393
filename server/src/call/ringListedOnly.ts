/** True: only devices that are in their person's list ring and call. False while pages don't list theirs yet. */
export const RING_LISTED_ONLY = false
