import type { Account } from '@tacet/protocol/identity'
import type { PersonId } from '@tacet/protocol/ids'
import { Refusal } from '../refusal.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Db } from '../storage/database.ts'
import { blockStore } from './BlockStore.ts'

export interface BlocksParts {
  readonly db: Db
  readonly delivery: Delivery
  /** Refuses with `not-found` where the asker may not know that this person exists. */
  readonly requireVisible: (asker: Account, person: PersonId) => Promise<unknown>
}

/** [CALL-23] Whose calls people don't want. Nobody but themselves ever learns of it. */
export class Blocks {
  readonly #parts: BlocksParts

  constructor(parts: BlocksParts) {
    this.#parts = parts
  }

  of(person: PersonId): Promise<readonly PersonId[]> {
    return blockStore(this.#parts.db).of(person)
  }

  async add(asker: Account, person: PersonId): Promise<void> {
    if (person === asker.id) throw new Refusal('invalid', { field: 'person' })
    await this.#parts.requireVisible(asker, person)
    await blockStore(this.#parts.db).add(asker.id, person)
    await this.#tell(asker.id)
  }

  async remove(asker: Account, person: PersonId): Promise<void> {
    await blockStore(this.#parts.db).remove(asker.id, person)
    await this.#tell(asker.id)
  }

  async #tell(person: PersonId): Promise<void> {
    this.#parts.delivery.toPeople([person], { t: 'blocked', blocked: [...(await this.of(person))] })
  }
}
