import type { CallKind } from '@tacet/protocol/history'
import type { CallId } from '@tacet/protocol/ids'
import type { Media } from './CallState.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * [CALL-9] Of two crossed calls the one with the greater id, compared as bytes, survives. Both devices and the server
 * compare alike. base64url of equal length keeps the order of the bytes once its digits are compared by value.
 */
export function survivesGlare(mine: CallId, theirs: CallId): boolean {
  for (let i = 0; i < mine.length; i++) {
    const difference = ALPHABET.indexOf(mine.charAt(i)) - ALPHABET.indexOf(theirs.charAt(i))
    if (difference !== 0) return difference > 0
  }
  return false
}

/** [CALL-9] The lesser of two wishes: video only if both chose video. */
export function glareMedia(mine: CallKind, theirs: CallKind): Media {
  return mine === 'video' && theirs === 'video' ? 'video' : 'audio'
}
