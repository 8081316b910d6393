import type { PersonId } from '@tacet/protocol/ids'
import { Refusal } from '../refusal.ts'
import type { Db } from '../storage/database.ts'
import { membershipStore } from './MembershipStore.ts'

/** Refuses people who don't exist, or not any more. */
export async function requireActive(db: Db, people: readonly PersonId[]): Promise<void> {
  if (people.length === 0) return
  const known = await membershipStore(db).people(people)
  const active = known.filter(person => person.active === 1)
  if (active.length < people.length) throw new Refusal('invalid', { field: 'people' })
}
