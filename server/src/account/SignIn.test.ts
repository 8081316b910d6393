import { Email } from '@tacet/protocol/identity'
import { PersonId } from '@tacet/protocol/ids'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../fakes/ManualClock.ts'
import { drawId, systemRandom } from '../random.ts'
import { Refusal } from '../refusal.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Database } from '../storage/database.ts'
import { testDatabases } from '../storage/testDatabases.ts'
import { argon2, type PasswordHasher } from './PasswordHasher.ts'
import { Sessions } from './Sessions.ts'
import { SignIn } from './SignIn.ts'

/** What one attempt made the server do. */
interface Work {
  readonly statements: string[]
  /** Parameters of each argon2 hash that was computed. */
  readonly hashes: string[]
}

describe.each(testDatabases)('[SEC-10] a failed sign-in on $name', ({ open }) => {
  let database: Database
  let clock: ManualClock
  let signIn: SignIn
  let work: Work = { statements: [], hashes: [] }

  beforeAll(async () => {
    database = await open({ onStatement: statement => work.statements.push(statement) })
    const person = { name: 'A', name_key: 'a', role: 'member' as const, created_at: 1 }
    const people = [
      {
        email: 'known@example.org',
        password_hash: await argon2.hash('the right password'),
        active: 1 as const,
      },
      {
        email: 'gone@example.org',
        password_hash: await argon2.hash('the right password'),
        active: 0 as const,
      },
      { email: 'by-link@example.org', password_hash: null, active: 1 as const },
    ]
    for (const one of people) {
      const id = drawId(systemRandom, PersonId)
      await database.db
        .insertInto('person')
        .values({ id, ...person, ...one })
        .execute()
    }
  })
  afterAll(() => database.close())

  beforeEach(() => {
    clock = new ManualClock()
    const hasher: PasswordHasher = {
      hash: argon2.hash,
      verify: (hash, password) => {
        work.hashes.push(hash.split('$').slice(0, 4).join('$'))
        return argon2.verify(hash, password)
      },
    }
    const delivery = { closeSessions: () => undefined } as unknown as Delivery
    const parts = { clock, random: systemRandom }
    signIn = new SignIn(database.db, new Sessions(database.db, delivery, parts), { ...parts, hasher })
  })

  const workOf = async (email: string, password: string): Promise<Work & { refusal: unknown }> => {
    work = { statements: [], hashes: [] }
    const refusal = await signIn
      .withPassword({ email: Email.parse(email), password })
      .catch((error: unknown) => error)
    return { ...work, refusal: refusal instanceof Refusal ? refusal.failure : refusal }
  }

  it('is the same answer and the same work, whatever was wrong', async () => {
    const wrong = await workOf('known@example.org', 'not the right one')
    expect(wrong.refusal).toEqual({ error: 'wrong-credentials' })
    expect(wrong.hashes).toEqual(['$argon2id$v=19$m=19456,t=2,p=1'])
    expect(wrong.statements).toHaveLength(1)
    expect(await workOf('nobody@example.org', 'not the right one')).toEqual(wrong)
    expect(await workOf('by-link@example.org', 'not the right one')).toEqual(wrong)
    expect(await workOf('gone@example.org', 'the right password')).toEqual(wrong)
  })

  it('costs nothing more once the attempts are used up, for anybody', async () => {
    const exhaust = async (email: string) => {
      for (let attempt = 0; attempt < 10; attempt++) await workOf(email, 'guess')
      return workOf(email, 'the right password')
    }
    const known = await exhaust('known@example.org')
    expect(known).toMatchObject({ statements: [], hashes: [], refusal: { error: 'rate-limited' } })
    expect(await exhaust('nobody@example.org')).toEqual(known)
  })
})
