import type { DeviceId, Millis, PersonId } from '@tacet/protocol/ids'
import type { SignedEntry } from '@tacet/protocol/verified/deviceList'
import type { Db } from '../storage/database.ts'

export function deviceStore(db: Db) {
  return {
    /** Holds back everybody else who changes this person's list until this transaction is over. */
    async lock(person: PersonId): Promise<void> {
      await db.updateTable('person').set({ id: person }).where('id', '=', person).execute()
    },

    /** First entry to last. */
    chain: (person: PersonId) => chainQuery(db, person).execute(),

    /** A unique violation where `seq` is taken. */
    async add(person: PersonId, seq: number, { m, sig }: SignedEntry, now: Millis): Promise<void> {
      await db.insertInto('device_entry').values({ person_id: person, seq, m, sig, added_at: now }).execute()
    },

    async deleteChain(person: PersonId): Promise<void> {
      await db.deleteFrom('device_entry').where('person_id', '=', person).execute()
    },

    labels: (person: PersonId) =>
      db.selectFrom('device_label').select(['dev', 'label']).where('person_id', '=', person).execute(),

    async setLabel(person: PersonId, dev: DeviceId, label: string): Promise<void> {
      await db
        .insertInto('device_label')
        .values({ person_id: person, dev, label })
        .onConflict(conflict => conflict.columns(['person_id', 'dev']).doUpdateSet({ label }))
        .execute()
    },

    /** Nothing stays of devices that are in the list no more. */
    async keepLabelsOf(person: PersonId, devices: readonly DeviceId[]): Promise<void> {
      await db
        .deleteFrom('device_label')
        .where('person_id', '=', person)
        .where('dev', 'not in', devices)
        .execute()
    },
  }
}

export function chainQuery(db: Db, person: PersonId) {
  return db
    .selectFrom('device_entry')
    .select(['seq', 'm', 'sig', 'added_at'])
    .where('person_id', '=', person)
    .orderBy('seq')
}

export type EntryRow = Awaited<ReturnType<ReturnType<typeof deviceStore>['chain']>>[number]
