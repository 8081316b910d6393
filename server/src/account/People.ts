import { nameKey } from '@tacet/domain/identity/nameKey'
import { may } from '@tacet/domain/identity/policy'
import type { Account, AccountsPage, MadeLink, PeoplePage, PersonCard, Role } from '@tacet/protocol/identity'
import type { PersonId } from '@tacet/protocol/ids'
import { Refusal } from '../refusal.ts'
import type { Db } from '../storage/database.ts'
import { linkStore } from './LinkStore.ts'
import type { Links } from './Links.ts'
import { type PersonRow, type PersonStore, personStore } from './PersonStore.ts'
import { accountPolicy } from './policy.ts'
import { accountOf, personCard } from './present.ts'
import type { Sessions } from './Sessions.ts'

export interface PageAsked {
  readonly after: PersonId | null
  readonly q: string
  readonly limit: number
}

export interface PeopleListeners {
  /** Name, role or state of a person changed. */
  changed(person: PersonCard): Promise<void>
  /** After the sessions have ended. */
  deactivated(person: PersonId): Promise<void>
}

/** The directory, and what admins do with the accounts in it. */
export class People {
  readonly #db: Db
  readonly #sessions: Sessions
  readonly #links: Links
  readonly #listeners: PeopleListeners

  constructor(db: Db, sessions: Sessions, links: Links, listeners: PeopleListeners) {
    this.#db = db
    this.#sessions = sessions
    this.#links = links
    this.#listeners = listeners
  }

  async directory(asker: Account, { after, q, limit }: PageAsked): Promise<PeoplePage> {
    const acquaintedWith = may(asker.role, accountPolicy.browse, 'everybody') ? null : asker.id
    const query = { after, part: nameKey(q), limit, acquaintedWith, onlyActive: true }
    const { rows, next } = pageOf(await personStore(this.#db).page(query), limit)
    return { people: rows.map(personCard), next }
  }

  /**
   * Refuses with `not-found` where no list shows this person to the asker: neither the directory nor, for admins, that of
   * all accounts. Everybody also sees themself and all with whom they share a conversation.
   */
  async card(asker: Account, id: PersonId): Promise<PersonCard> {
    const people = personStore(this.#db)
    const person = await people.byId(id)
    const isShown =
      id === asker.id ||
      may(asker.role, accountPolicy.list, 'everybody') ||
      (person?.active === 1 && may(asker.role, accountPolicy.browse, 'everybody')) ||
      (await people.areAcquainted(asker.id, id))
    if (!person || !isShown) throw new Refusal('not-found')
    return personCard(person)
  }

  async accounts({ after, q, limit }: PageAsked): Promise<AccountsPage> {
    const query = { after, part: nameKey(q), limit, acquaintedWith: null, onlyActive: false }
    const { rows, next } = pageOf(await personStore(this.#db).page(query), limit)
    return { accounts: rows.map(accountOf), next }
  }

  /** The person has to sign in again: a session that was stolen before must not gain the new role. */
  async changeRole(id: PersonId, role: Role): Promise<Account> {
    const changed = await this.#change(id, async (people, person) => {
      if (person.role === role) return false
      if (role !== 'admin') await keepOneAdmin(people, person)
      await people.setRole(id, role)
      return true
    })
    if (changed.did) await this.#sessions.endAllOf(id)
    return changed.account
  }

  /** Ends the person's sessions, links and places; what they wrote stays under their name. */
  async deactivate(id: PersonId): Promise<Account> {
    const { did, account } = await this.#change(id, async (people, person, db) => {
      if (person.active !== 1) return false
      await keepOneAdmin(people, person)
      await people.setActive(id, false)
      await linkStore(db).deleteOf(id)
      return true
    })
    if (did) {
      await this.#sessions.endAllOf(id)
      await this.#listeners.deactivated(id)
    }
    return account
  }

  async reactivate(id: PersonId): Promise<Account> {
    const { account } = await this.#change(id, async (people, person) => {
      if (person.active === 1) return false
      await people.setActive(id, true)
      return true
    })
    return account
  }

  /** A new link replaces an earlier one. */
  async makeResetLink(id: PersonId, by: PersonId): Promise<MadeLink> {
    return this.#db.transaction().execute(async db => {
      const person = await personStore(db).byId(id)
      if (person?.active !== 1) throw new Refusal('not-found')
      await linkStore(db).deleteOf(id)
      return this.#links.makeExpiring({ kind: 'reset', person: id, by }, db)
    })
  }

  async #change(
    id: PersonId,
    change: (people: PersonStore, person: PersonRow, db: Db) => Promise<boolean>,
  ): Promise<{ did: boolean; account: Account }> {
    const result = await this.#db.transaction().execute(async db => {
      const people = personStore(db)
      const before = await people.byId(id)
      if (!before) throw new Refusal('not-found')
      const did = await change(people, before, db)
      const after = did ? await people.byId(id) : before
      return { did, account: accountOf(after ?? before) }
    })
    if (result.did) {
      const { email: _, createdAt: __, ...card } = result.account
      await this.#listeners.changed(card)
    }
    return result
  }
}

/** Somebody must be able to let people in. */
async function keepOneAdmin(people: PersonStore, person: PersonRow): Promise<void> {
  const isLast = person.role === 'admin' && person.active === 1 && (await people.countActiveAdmins()) <= 1
  if (isLast) throw new Refusal('last-admin')
}

function pageOf(
  rows: readonly PersonRow[],
  limit: number,
): { rows: readonly PersonRow[]; next: PersonId | null } {
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}
