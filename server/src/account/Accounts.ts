import { nameKey } from '@tacet/domain/identity/nameKey'
import type { AcceptInvitation, Role, SetUp } from '@tacet/protocol/identity'
import { type LinkSecret, PersonId } from '@tacet/protocol/ids'
import type { Clock } from '../clock.ts'
import type { Organization } from '../organization/Organization.ts'
import { drawId, type Random } from '../random.ts'
import { Refusal } from '../refusal.ts'
import type { Db } from '../storage/database.ts'
import { isUniqueViolation } from '../storage/errors.ts'
import type { Links } from './Links.ts'
import type { PasswordHasher } from './PasswordHasher.ts'
import { personStore } from './PersonStore.ts'
import type { Sessions } from './Sessions.ts'

interface NewPerson {
  readonly name: string
  readonly email: string
  readonly role: Role
  /** Null: comes in by link only. */
  readonly passwordHash: string | null
}

/** How accounts come into being and how somebody gets into theirs by a link. Each answers the token of a new session. */
export class Accounts {
  readonly #db: Db
  readonly #organization: Organization
  readonly #links: Links
  readonly #sessions: Sessions
  readonly #hasher: PasswordHasher
  readonly #clock: Clock
  readonly #random: Random

  constructor(
    db: Db,
    organization: Organization,
    links: Links,
    sessions: Sessions,
    { hasher, clock, random }: { hasher: PasswordHasher; clock: Clock; random: Random },
  ) {
    this.#db = db
    this.#organization = organization
    this.#links = links
    this.#sessions = sessions
    this.#hasher = hasher
    this.#clock = clock
    this.#random = random
  }

  async setUp({ secret, organization, admin }: SetUp): Promise<string> {
    const passwordHash = await this.#hasher.hash(admin.password)
    return this.#once('already-set-up', async db => {
      await this.#links.use(secret, 'setup', db)
      await this.#organization.found(organization, this.#clock.now(), db)
      const person = await this.create(
        { name: admin.name, email: admin.email, role: 'admin', passwordHash },
        db,
      )
      return this.#sessions.start(person, db)
    })
  }

  async acceptInvitation({ secret, name, email, password }: AcceptInvitation): Promise<string> {
    const passwordHash = await this.#hasher.hash(password)
    return this.#once('email-taken', async db => {
      const link = await this.#links.use(secret, 'invitation', db)
      if (link.email !== null && link.email !== email) throw new Refusal('invalid', { field: 'email' })
      const person = await this.create({ name, email, role: link.role ?? 'member', passwordHash }, db)
      return this.#sessions.start(person, db)
    })
  }

  /** Every session of the person ends; the new password opens one. */
  async resetPassword(secret: LinkSecret, password: string): Promise<string> {
    const passwordHash = await this.#hasher.hash(password)
    const person = await this.#db.transaction().execute(async db => {
      const link = await this.#links.use(secret, 'reset', db)
      if (link.person_id === null) throw new Refusal('link-dead')
      await personStore(db).setPassword(link.person_id, passwordHash)
      return link.person_id
    })
    await this.#sessions.endAllOf(person)
    return this.#sessions.start(person)
  }

  async useDemoLink(secret: LinkSecret): Promise<string> {
    return this.#db.transaction().execute(async db => {
      const link = await this.#links.use(secret, 'demo', db)
      if (link.person_id === null) throw new Refusal('link-dead')
      return this.#sessions.start(link.person_id, db)
    })
  }

  async create({ name, email, role, passwordHash }: NewPerson, db: Db): Promise<PersonId> {
    const id = drawId(this.#random, PersonId)
    await personStore(db).insert({
      id,
      name,
      name_key: nameKey(name),
      email,
      password_hash: passwordHash,
      role,
      active: 1,
      created_at: this.#clock.now(),
    })
    return id
  }

  /** In one transaction: where something exists already, nothing has happened and the link is still good. */
  async #once<T>(error: 'already-set-up' | 'email-taken', work: (db: Db) => Promise<T>): Promise<T> {
    try {
      return await this.#db.transaction().execute(work)
    } catch (failure) {
      if (!isUniqueViolation(failure)) throw failure
      throw new Refusal(error, error === 'email-taken' ? { field: 'email' } : {})
    }
  }
}
