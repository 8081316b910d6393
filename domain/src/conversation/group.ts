import type { Millis, PersonId } from '@tacet/protocol/ids'

export interface GroupMember {
  readonly person: PersonId
  readonly moderator: boolean
  readonly joinedAt: Millis
}

/**
 * Who moderates a group from now on because nobody of those who stay does: whoever has been in it longest.
 * Null while there is a moderator, and for a group without people.
 */
export function moderatorAfterLeave(members: readonly GroupMember[]): PersonId | null {
  if (members.some(member => member.moderator)) return null
  const [longest] = members.toSorted((a, b) => a.joinedAt - b.joinedAt || (a.person < b.person ? -1 : 1))
  return longest?.person ?? null
}

/** Name of the one direct message that two people have. */
export function directKey(one: PersonId, other: PersonId): string {
  return one < other ? `${one}.${other}` : `${other}.${one}`
}
