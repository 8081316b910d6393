import type { PersonId } from '@tacet/protocol/ids'

/** A safety number as it stands behind the `#` of a link: sixty digits. */
export const NUMBER_FRAGMENT = /^\d{60}$/

/**
 * The link in the QR code that `me` shows to another person: it opens their page of me, and the number in its fragment
 * is compared there. Nothing else follows from it: whoever sends such a link may know the number too.
 */
export const numberLink = (origin: string, me: PersonId, number: string): string =>
  `${origin}/people/${me}#${number.replaceAll(' ', '')}`

/** Whether a scanned number is the one that is shown here; null while either is not there. */
export function isSameNumber(scanned: string | null, number: string | null): boolean | null {
  return scanned === null || number === null ? null : scanned === number.replaceAll(' ', '')
}
