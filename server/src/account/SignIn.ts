import { createHmac } from 'node:crypto'
import type { SignIn as Credentials } from '@tacet/protocol/identity'
import type { PersonId } from '@tacet/protocol/ids'
import type { Clock } from '../clock.ts'
import type { Session } from '../http/route.ts'
import { type Rate, TokenBuckets } from '../http/TokenBuckets.ts'
import type { Random } from '../random.ts'
import { drawSecret } from '../random.ts'
import { Refusal } from '../refusal.ts'
import type { Db } from '../storage/database.ts'
import type { PasswordHasher } from './PasswordHasher.ts'
import { personStore } from './PersonStore.ts'
import type { Sessions } from './Sessions.ts'

/** Attempts on one account, whoever makes them and whether it exists or not. */
const ATTEMPTS: Rate = { burst: 10, perSecond: 1 / 30 }

/** Passwords: checking, changing. */
export class SignIn {
  readonly #db: Db
  readonly #sessions: Sessions
  readonly #hasher: PasswordHasher
  readonly #attempts: TokenBuckets
  readonly #attemptKey: Buffer
  /** Stands in where there is no account or no password, so that the work is the same (SEC-10). */
  readonly #nobodysHash: Promise<string>

  constructor(
    db: Db,
    sessions: Sessions,
    { clock, random, hasher }: { clock: Clock; random: Random; hasher: PasswordHasher },
  ) {
    this.#db = db
    this.#sessions = sessions
    this.#hasher = hasher
    this.#attempts = new TokenBuckets(ATTEMPTS, clock)
    this.#attemptKey = random.bytes(32)
    this.#nobodysHash = hasher.hash(drawSecret(random))
  }

  /** Answers the token of a new session. Unknown, deactivated and mistyped are one refusal. */
  async withPassword({ email, password }: Credentials): Promise<{ token: string; person: PersonId }> {
    this.#countAttempt(email)
    const person = await personStore(this.#db).byEmail(email)
    const right = await this.#hasher.verify(person?.password_hash ?? (await this.#nobodysHash), password)
    if (!person || !right || person.active !== 1) throw new Refusal('wrong-credentials')
    return { token: await this.#sessions.start(person.id), person: person.id }
  }

  /** Who is signed in shows once more that it is them: before something that a stolen session must not do. */
  async requirePassword(session: Session, password: string): Promise<void> {
    const { id, email } = session.account
    this.#countAttempt(email)
    const person = await personStore(this.#db).byId(id)
    const right = await this.#hasher.verify(person?.password_hash ?? (await this.#nobodysHash), password)
    if (!right) throw new Refusal('wrong-credentials')
  }

  /** Every other session of the person ends. */
  async changePassword(session: Session, current: string, next: string): Promise<void> {
    await this.requirePassword(session, current)
    const { id } = session.account
    await personStore(this.#db).setPassword(id, await this.#hasher.hash(next))
    await this.#sessions.endAllOf(id, session.hash)
  }

  #countAttempt(email: string): void {
    const wait = this.#attempts.take(createHmac('sha256', this.#attemptKey).update(email).digest('base64url'))
    if (wait > 0) throw new Refusal('rate-limited', { retryAfter: wait })
  }
}
