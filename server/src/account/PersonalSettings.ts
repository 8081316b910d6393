import type { PersonId } from '@tacet/protocol/ids'
import type { OwnSettings } from '@tacet/protocol/settings'
import { Refusal } from '../refusal.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Db } from '../storage/database.ts'
import { personStore } from './PersonStore.ts'

/** `exactOptionalPropertyTypes` would forbid what a parsed PATCH body looks like. */
type Change = { readonly [K in keyof OwnSettings]?: OwnSettings[K] | undefined }

/** What people have set for themselves: the same on all of their devices, told to nobody else. */
export class PersonalSettings {
  readonly #db: Db
  readonly #delivery: Delivery

  constructor(db: Db, delivery: Delivery) {
    this.#db = db
    this.#delivery = delivery
  }

  async of(person: PersonId): Promise<OwnSettings> {
    const row = await personStore(this.#db).byId(person)
    if (!row) throw new Refusal('not-found')
    return { hideAddress: row.hide_address === 1 }
  }

  async change(person: PersonId, { hideAddress }: Change): Promise<OwnSettings> {
    if (hideAddress !== undefined) await personStore(this.#db).setHideAddress(person, hideAddress)
    const settings = await this.of(person)
    this.#delivery.toPeople([person], { t: 'settings', settings })
    return settings
  }
}
