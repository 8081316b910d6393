import type { Role } from '@tacet/protocol/identity'
import { PersonId } from '@tacet/protocol/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ManualClock } from '../fakes/ManualClock.ts'
import { Organization } from '../organization/Organization.ts'
import { drawId, systemRandom } from '../random.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Database } from '../storage/database.ts'
import { testDatabases } from '../storage/testDatabases.ts'
import { Links } from './Links.ts'
import { People } from './People.ts'
import { Sessions } from './Sessions.ts'

describe.each(testDatabases)('the admins on $name', ({ open }) => {
  let database: Database
  let people: People
  const [anna, ben] = [drawId(systemRandom, PersonId), drawId(systemRandom, PersonId)]

  beforeAll(async () => {
    database = await open()
    const { db } = database
    const parts = { clock: new ManualClock(), random: systemRandom }
    const delivery = { closeSessions: () => undefined } as unknown as Delivery
    const organization = new Organization(db, delivery, async () => undefined)
    await organization.found(
      { name: 'N', callRetentionDays: 90, hideAddresses: false, guestLinks: false, callWaiting: true },
      1,
      db,
    )
    for (const id of [anna, ben]) {
      const person = { id, name: 'A', name_key: 'a', email: id, password_hash: null, role: 'admin' as const }
      await db
        .insertInto('person')
        .values({ ...person, active: 1, created_at: 1 })
        .execute()
    }
    const nobody = { changed: async () => undefined, deactivated: async () => undefined }
    people = new People(db, new Sessions(db, delivery, parts), new Links(db, organization, parts), nobody)
  })
  afterAll(() => database.close())

  const activeAdmins = async () => {
    const { accounts } = await people.accounts({ after: null, q: '', limit: 10 })
    return accounts.filter(({ role, active }) => role === 'admin' && active).length
  }

  it('never go both at the same moment, neither by their role nor by being deactivated', async () => {
    const become = (role: Role) => (id: PersonId) => people.changeRole(id, role)
    for (let race = 0; race < 8; race++) {
      const leave = race % 2 ? become('member') : (id: PersonId) => people.deactivate(id)
      const left = await Promise.allSettled([leave(anna), become('member')(ben)])
      expect(left.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await activeAdmins()).toBe(1)
      for (const id of [anna, ben]) {
        await people.reactivate(id)
        await people.changeRole(id, 'admin')
      }
    }
  })
})
