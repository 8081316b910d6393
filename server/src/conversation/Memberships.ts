import type { ConversationKind } from '@tacet/protocol/conversation'
import type { ConversationId, PersonId } from '@tacet/protocol/ids'
import { Refusal } from '../refusal.ts'
import type { Db } from '../storage/database.ts'
import type { Flag } from '../storage/schema.ts'
import type { LiveGatherings } from './liveGatherings.ts'
import { membershipStore } from './MembershipStore.ts'

export interface Membership {
  readonly id: ConversationId
  readonly kind: ConversationKind
  /** In the order in which they came. In a direct message a deactivated person stays one of the two. */
  readonly members: readonly PersonId[]
  /** Nobody has written in it yet (UPG-3): nothing may be stored that names it. */
  readonly inMemory: boolean
}

/** Who is where: what other features ask before they do something in a conversation. */
export class Memberships {
  readonly #db: Db
  readonly #gatherings: LiveGatherings

  constructor(db: Db, gatherings: LiveGatherings) {
    this.#db = db
    this.#gatherings = gatherings
  }

  /** Refuses with `not-found`, whether the conversation does not exist or the person is not in it. */
  async require(person: PersonId, conversation: ConversationId): Promise<Membership> {
    const found = await this.#find(conversation)
    if (!found?.members.includes(person)) throw new Refusal('not-found')
    return found
  }

  /** The other person of a direct message. Refuses with `forbidden` in a group and when the other was deactivated. */
  async requirePartner(person: PersonId, conversation: ConversationId): Promise<PersonId> {
    return partnerIn(await membershipStore(this.#db).of(conversation), person)
  }

  async membersOf(conversation: ConversationId): Promise<readonly PersonId[]> {
    return (await this.#find(conversation))?.members ?? []
  }

  /** Null where the conversation does not exist (any more). */
  async kindOf(conversation: ConversationId): Promise<ConversationKind | null> {
    return (await this.#find(conversation))?.kind ?? null
  }

  /** Everybody who shares a conversation with this person, without them. */
  peersOf(person: PersonId): Promise<readonly PersonId[]> {
    return membershipStore(this.#db).peersOf(person)
  }

  async #find(id: ConversationId): Promise<Membership | null> {
    const rows = await membershipStore(this.#db).of(id)
    const [first] = rows
    if (first) {
      return { id, kind: first.kind, members: rows.map(row => row.person_id), inMemory: false }
    }
    const gathering = await this.#gatherings.of(id)
    return gathering && { id, kind: 'group', members: gathering.members, inMemory: true }
  }
}

/** The same of rows that were read together with something else. */
export function partnerIn(
  rows: readonly { readonly person_id: PersonId; readonly active: Flag; readonly kind: ConversationKind }[],
  person: PersonId,
): PersonId {
  const own = rows.find(row => row.person_id === person)
  if (!own) throw new Refusal('not-found')
  const partner = rows.find(row => row.person_id !== person)
  if (own.kind !== 'direct' || partner?.active !== 1) throw new Refusal('forbidden')
  return partner.person_id
}
