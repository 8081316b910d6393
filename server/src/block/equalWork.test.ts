import type { Account } from '@tacet/protocol/identity'
import { PersonId } from '@tacet/protocol/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Links } from '../account/Links.ts'
import { People } from '../account/People.ts'
import { accountOf } from '../account/present.ts'
import { Sessions } from '../account/Sessions.ts'
import { ManualClock } from '../fakes/ManualClock.ts'
import { Organization } from '../organization/Organization.ts'
import { drawId, systemRandom } from '../random.ts'
import { Refusal } from '../refusal.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Database } from '../storage/database.ts'
import { testDatabases } from '../storage/testDatabases.ts'
import { Blocks } from './Blocks.ts'

describe.each(testDatabases)('[SEC-14] what somebody asks about others, on $name', ({ open }) => {
  const clock = new ManualClock()
  const [ugo, ben, nobody] = [1, 2, 3].map(() => drawId(systemRandom, PersonId))
  let statements: string[] = []
  let database: Database
  let blocks: Blocks
  let external: Account

  beforeAll(async () => {
    database = await open({ onStatement: statement => statements.push(statement) })
    const { db } = database
    const delivery = { toPeople: () => undefined } as unknown as Delivery
    const organization = new Organization(db, delivery, async () => undefined)
    const parts = { clock, random: systemRandom }
    const people = new People(db, new Sessions(db, delivery, parts), new Links(db, organization, parts), {
      changed: async () => undefined,
      deactivated: async () => undefined,
    })
    blocks = new Blocks({ db, delivery, requireVisible: (asker, person) => people.card(asker, person) })
    for (const id of [ugo, ben]) {
      const row = {
        id: known(id),
        name: 'N',
        name_key: 'n',
        email: `${id}@example.org`,
        password_hash: null,
        role: 'external',
        active: 1,
        hide_address: 0,
        created_at: 1,
      } as const
      await db.insertInto('person').values(row).execute()
      if (id === ugo) external = accountOf(row)
    }
  })
  afterAll(() => database.close())

  const known = (id: PersonId | undefined): PersonId => {
    if (!id) throw new Error('three people')
    return id
  }
  const workOf = async (what: () => Promise<unknown>) => {
    statements = []
    const said = await what().catch((error: unknown) => (error instanceof Refusal ? error.failure : error))
    return { said, statements: [...statements] }
  }

  it('costs the same and gets the same answer of somebody hidden and of nobody', async () => {
    const hidden = await workOf(() => blocks.add(external, known(ben)))
    expect(hidden.said).toEqual({ error: 'not-found' })
    expect(await workOf(() => blocks.add(external, known(nobody)))).toEqual(hidden)
  })
})
