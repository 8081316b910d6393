import type { Millis } from '@tacet/protocol/ids'
import type { Db } from '../storage/database.ts'
import { conversationStore } from './ConversationStore.ts'
import type { Gathering } from './liveGatherings.ts'
import { membershipStore } from './MembershipStore.ts'

/**
 * Writes down what was in memory only, as of now: when its people had gathered for a call is nobody's business any more.
 * Somebody else may do the same at the same moment.
 */
export async function storeGathering(db: Db, gathering: Gathering, now: Millis): Promise<void> {
  const { id, by, members, awaited } = gathering
  if (await conversationStore(db).find(id)) return
  const group = { id, kind: 'group' as const, name: null, direct_key: null }
  await conversationStore(db).insert({ ...group, last_at: now, created_at: now })
  const people = [...members, ...awaited].map(person => ({ id: person, moderator: person === by }))
  await membershipStore(db).add(id, people, now, now)
}
