import type { OrganizationSettings } from '@tacet/protocol/identity'
import type { Millis } from '@tacet/protocol/ids'
import { Refusal } from '../refusal.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Db } from '../storage/database.ts'
import { organizationStore } from './OrganizationStore.ts'

/** `exactOptionalPropertyTypes` would forbid what a parsed PATCH body looks like. */
export type SettingsChange = {
  readonly [K in keyof OrganizationSettings]?: OrganizationSettings[K] | undefined
}

/** The organization and its settings. */
export class Organization {
  readonly #db: Db
  readonly #delivery: Delivery
  readonly #changed: (settings: OrganizationSettings) => Promise<void>

  /** `changed` runs after every change, before the answer: what depends on a setting takes it on there. */
  constructor(db: Db, delivery: Delivery, changed: (settings: OrganizationSettings) => Promise<void>) {
    this.#db = db
    this.#delivery = delivery
    this.#changed = changed
  }

  /** Null before the server was set up. */
  async find(): Promise<OrganizationSettings | null> {
    const row = await organizationStore(this.#db).find()
    if (!row) return null
    return {
      name: row.name,
      callRetentionDays: row.call_retention_days,
      hideAddresses: row.hide_addresses === 1,
      guestLinks: row.guest_links === 1,
      callWaiting: row.call_waiting === 1,
    }
  }

  /** Settings of an organization that exists, since somebody is signed in. */
  async settings(): Promise<OrganizationSettings> {
    const settings = await this.find()
    if (!settings) throw new Refusal('not-found')
    return settings
  }

  /** Part of the setup's transaction `db`. Fails with a unique violation where there is an organization already. */
  async found(settings: OrganizationSettings, now: Millis, db: Db): Promise<void> {
    await organizationStore(db).insert(settings, now)
  }

  async change(change: SettingsChange): Promise<OrganizationSettings> {
    const present = await this.settings()
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const settings: OrganizationSettings = { ...present, ...given }
    await organizationStore(this.#db).update(settings)
    this.#delivery.toEverybody({ t: 'organization', organization: settings })
    await this.#changed(settings)
    return settings
  }
}
