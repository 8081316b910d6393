import { sessionExpiry } from '@tacet/domain/identity/lifetimes'
import type { SessionListing } from '@tacet/protocol/identity'
import { type PersonId, SessionId } from '@tacet/protocol/ids'
import type { Clock } from '../clock.ts'
import type { Session } from '../http/route.ts'
import { drawSecret, type Random } from '../random.ts'
import { Refusal } from '../refusal.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Db } from '../storage/database.ts'
import { accountOf } from './present.ts'
import { sessionStore } from './SessionStore.ts'
import { secretHash } from './secrets.ts'

/** Who is signed in. The browser holds a random token, the database its hash. */
export class Sessions {
  readonly #db: Db
  readonly #delivery: Delivery
  readonly #clock: Clock
  readonly #random: Random

  constructor(db: Db, delivery: Delivery, { clock, random }: { clock: Clock; random: Random }) {
    this.#db = db
    this.#delivery = delivery
    this.#clock = clock
    this.#random = random
  }

  /** Answers the token for the new session's cookie: it is known here for this one moment. */
  async start(person: PersonId, db: Db = this.#db): Promise<string> {
    const now = this.#clock.now()
    const token = drawSecret(this.#random)
    await sessionStore(db).insert({
      token_hash: secretHash(token),
      person_id: person,
      created_at: now,
      expires_at: sessionExpiry(now),
      label: '',
    })
    return token
  }

  /** `token`: null where a request brings none. */
  async byToken(token: string | null): Promise<Session | null> {
    return token === null ? null : this.byHash(secretHash(token))
  }

  async byHash(hash: string): Promise<Session | null> {
    const now = this.#clock.now()
    const store = sessionStore(this.#db)
    const row = await store.find(hash, now)
    if (!row) return null
    const expiry = sessionExpiry(now)
    if (row.expires_at < expiry) await store.prolong(hash, expiry)
    return { hash, account: accountOf(row) }
  }

  async living(hashes: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(await sessionStore(this.#db).living(hashes, this.#clock.now()))
  }

  async list(session: Session): Promise<SessionListing[]> {
    const rows = await sessionStore(this.#db).of(session.account.id, this.#clock.now())
    return rows.map(row => ({
      id: sessionId(row.token_hash),
      label: row.label,
      createdAt: row.created_at,
      current: row.token_hash === session.hash,
    }))
  }

  async end(hash: string): Promise<void> {
    await sessionStore(this.#db).delete(hash)
    this.#delivery.closeSessions([hash])
  }

  /** Ends one of the person's own sessions, by the id that the list shows. */
  async endListed(person: PersonId, id: SessionId): Promise<void> {
    const rows = await sessionStore(this.#db).of(person, this.#clock.now())
    const row = rows.find(({ token_hash }) => sessionId(token_hash) === id)
    if (!row) throw new Refusal('not-found')
    await this.end(row.token_hash)
  }

  async endAllOf(person: PersonId, except: string | null = null): Promise<void> {
    this.#delivery.closeSessions(await sessionStore(this.#db).deleteOf(person, except))
  }

  async deleteExpired(): Promise<void> {
    await sessionStore(this.#db).deleteExpired(this.#clock.now())
  }
}

/** An id that can be shown: 128 bits of a hash of the hash. */
function sessionId(tokenHash: string): SessionId {
  const bytes = Buffer.from(secretHash(tokenHash), 'base64url').subarray(0, 16)
  return SessionId.parse(bytes.toString('base64url'))
}
