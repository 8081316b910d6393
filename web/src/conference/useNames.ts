import { useLingui } from '@lingui/react/macro'
import type { ConferencePerson } from '@tacet/protocol/conference'
import type { PersonId } from '@tacet/protocol/ids'
import type { FaceOf } from './FaceOf.ts'

/** Each person once, even when they have joined with two devices. */
export function peopleOf(roster: readonly ConferencePerson[]): readonly PersonId[] {
  return [...new Set(roster.map(({ person }) => person))]
}

/** Joins names as the language does: "Anna, Ben and Carla". */
export function useNames(faceOf: FaceOf): (roster: readonly ConferencePerson[]) => string {
  const { i18n } = useLingui()
  const list = new Intl.ListFormat(i18n.locale, { type: 'conjunction' })
  return roster => list.format(peopleOf(roster).map(person => faceOf(person).name))
}
