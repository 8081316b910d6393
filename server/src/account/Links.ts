import { linkExpiry } from '@tacet/domain/identity/lifetimes'
import type { Email, InspectedLink, Invitation, LinkKind, MadeLink, Role } from '@tacet/protocol/identity'
import { LinkId, type LinkSecret, type Millis, type PersonId } from '@tacet/protocol/ids'
import type { z } from 'zod/mini'
import type { Clock } from '../clock.ts'
import type { Organization } from '../organization/Organization.ts'
import { drawId, drawSecret, type Random } from '../random.ts'
import { Refusal } from '../refusal.ts'
import type { Db } from '../storage/database.ts'
import { type LinkRow, linkStore } from './LinkStore.ts'
import { personStore } from './PersonStore.ts'
import { invitationOf } from './present.ts'
import { secretHash } from './secrets.ts'

interface NewLink {
  readonly kind: LinkKind
  readonly person?: PersonId
  readonly email?: z.infer<typeof Email> | null
  readonly role?: Role
  readonly by?: PersonId
}

/** Links that open one door once. The database keeps the hash of the secret; the link's row goes when it is used. */
export class Links {
  readonly #db: Db
  readonly #organization: Organization
  readonly #clock: Clock
  readonly #random: Random

  constructor(db: Db, organization: Organization, { clock, random }: { clock: Clock; random: Random }) {
    this.#db = db
    this.#organization = organization
    this.#clock = clock
    this.#random = random
  }

  async make(
    link: NewLink,
    db: Db = this.#db,
  ): Promise<{ id: LinkId; secret: LinkSecret; expiresAt: Millis | null }> {
    const now = this.#clock.now()
    const id = drawId(this.#random, LinkId)
    const secret = drawSecret(this.#random)
    const expiresAt = linkExpiry(link.kind, now)
    await linkStore(db).insert({
      id,
      kind: link.kind,
      secret_hash: secretHash(secret),
      person_id: link.person ?? null,
      email: link.email ?? null,
      role: link.role ?? null,
      created_by: link.by ?? null,
      created_at: now,
      expires_at: expiresAt,
    })
    return { id, secret, expiresAt }
  }

  /** A link that is shown to the admin who asked for it. */
  async makeExpiring(link: NewLink & { kind: 'invitation' | 'reset' }, db: Db = this.#db): Promise<MadeLink> {
    const { id, secret, expiresAt } = await this.make(link, db)
    if (expiresAt === null) throw new Error(`${link.kind} links must expire`)
    return { id, secret, expiresAt }
  }

  async revokeAll(kind: LinkKind): Promise<void> {
    await linkStore(this.#db).deleteKind(kind)
  }

  /** Replaces the setup link of an earlier start. Null once the server has been set up. */
  async makeSetupLink(): Promise<LinkSecret | null> {
    if (await this.#organization.find()) return null
    await this.revokeAll('setup')
    return (await this.make({ kind: 'setup' })).secret
  }

  /** Takes the link for good. Meant for a transaction: when the rest fails, the link is still good. */
  async use(secret: LinkSecret, kind: LinkKind, db: Db): Promise<LinkRow> {
    const link = await linkStore(db).use(secretHash(secret), kind)
    if (!link || this.#isOver(link)) throw new Refusal('link-dead')
    return link
  }

  async inspect(secret: LinkSecret): Promise<InspectedLink> {
    const link = await linkStore(this.#db).bySecret(secretHash(secret))
    if (!link || this.#isOver(link)) throw new Refusal('link-dead')
    const person = link.person_id === null ? null : await personStore(this.#db).byId(link.person_id)
    return {
      kind: link.kind,
      organizationName: (await this.#organization.find())?.name ?? null,
      email: link.email,
      name: person?.name ?? null,
    }
  }

  async invitations(): Promise<Invitation[]> {
    const rows = await linkStore(this.#db).invitations(this.#clock.now())
    return rows.flatMap(({ role, expires_at, ...row }) =>
      role !== null && expires_at !== null ? [invitationOf({ ...row, role, expires_at })] : [],
    )
  }

  async revokeInvitation(id: LinkId): Promise<void> {
    if (!(await linkStore(this.#db).deleteInvitation(id))) throw new Refusal('not-found')
  }

  async deleteExpired(): Promise<void> {
    await linkStore(this.#db).deleteExpired(this.#clock.now())
  }

  #isOver({ expires_at }: LinkRow): boolean {
    return expires_at !== null && expires_at <= this.#clock.now()
  }
}
