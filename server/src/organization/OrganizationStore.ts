import type { OrganizationSettings } from '@tacet/protocol/identity'
import type { Millis } from '@tacet/protocol/ids'
import type { Db } from '../storage/database.ts'
import type { Flag } from '../storage/schema.ts'

const flag = (value: boolean): Flag => (value ? 1 : 0)

export function organizationStore(db: Db) {
  return {
    find: () => db.selectFrom('organization').selectAll().where('id', '=', 1).executeTakeFirst(),

    /** Fails with a unique violation where there is one already. */
    async insert(settings: OrganizationSettings, now: Millis): Promise<void> {
      await db
        .insertInto('organization')
        .values({ id: 1, created_at: now, ...columnsOf(settings) })
        .execute()
    },

    async update(settings: OrganizationSettings): Promise<void> {
      await db.updateTable('organization').set(columnsOf(settings)).where('id', '=', 1).execute()
    },
  }
}

function columnsOf(settings: OrganizationSettings) {
  return {
    name: settings.name,
    call_retention_days: settings.callRetentionDays,
    hide_addresses: flag(settings.hideAddresses),
    guest_links: flag(settings.guestLinks),
    call_waiting: flag(settings.callWaiting),
  }
}
