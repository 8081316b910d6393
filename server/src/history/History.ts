import { deletionOf, retentionCutoff } from '@tacet/domain/history/retention'
import type { CallRow, StoredCall } from '@tacet/protocol/history'
import { CallRowId, type ConversationId, type Millis, type PersonId } from '@tacet/protocol/ids'
import type { Clock } from '../clock.ts'
import type { Memberships } from '../conversation/Memberships.ts'
import type { Organization } from '../organization/Organization.ts'
import { drawId, type Random } from '../random.ts'
import { Refusal } from '../refusal.ts'
import type { Delivery } from '../signaling/ports.ts'
import type { Database } from '../storage/database.ts'
import type { CallTable } from '../storage/schema.ts'
import { callRowOf, callStore } from './CallStore.ts'
import type { CallHistory } from './ports.ts'

export interface HistoryParts {
  readonly database: Database
  readonly delivery: Delivery
  readonly clock: Clock
  readonly random: Random
  readonly memberships: Memberships
  readonly organization: Organization
}

/** Rows that one transaction deletes: others must not wait long for it. */
const SWEEP_BATCH = 200

/** The call history: eight fields a call, for as long as the organization wants. */
export class History implements CallHistory {
  readonly #parts: HistoryParts

  constructor(parts: HistoryParts) {
    this.#parts = parts
  }

  async open(call: Parameters<CallHistory['open']>[0]): Promise<CallRowId | null> {
    const { database, clock, random } = this.#parts
    const fresh = {
      id: drawId(random, CallRowId),
      conversation_id: call.conversation,
      kind: call.kind,
      status: 'connecting' as const,
      started_by: call.startedBy,
    }
    const row = await callStore(database.db).open(database.kind, fresh, clock.now())
    await this.#tell(row, call.members)
    return row?.id ?? null
  }

  async connected(id: CallRowId | null): Promise<void> {
    if (id !== null) await this.#tell(await callStore(this.#parts.database.db).connect(id))
  }

  async ended(id: CallRowId | null, by: PersonId | null): Promise<void> {
    if (id === null) return
    await this.#tell(await callStore(this.#parts.database.db).end(id, this.#parts.clock.now(), by))
  }

  async drop(id: CallRowId | null): Promise<void> {
    if (id === null) return
    const { database } = this.#parts
    const gone = await database.db.transaction().execute(async db => {
      const deleted = await callStore(db).delete(id)
      if (deleted) await callStore(db).forgetMoments(deleted.conversation_id, [deleted.started_at])
      return deleted
    })
    if (gone) await this.#tellGone(gone.conversation_id, [gone.id])
  }

  async openRows(before: Millis): Promise<readonly CallRow[]> {
    return (await callStore(this.#parts.database.db).withoutEnd(before)).map(callRowOf)
  }

  /** The literal row, for members of its conversation. */
  async stored(person: PersonId, id: CallRowId): Promise<StoredCall> {
    const { database, memberships, organization } = this.#parts
    const found = await callStore(database.db).find(id)
    if (!found) throw new Refusal('not-found')
    await memberships.require(person, found.conversation_id)
    const row = callRowOf(found)
    const { callRetentionDays } = await organization.settings()
    return { row, deletedAt: deletionOf(row, callRetentionDays) }
  }

  /** Deletes what is older than the retention, in the rows and then in the files. */
  async sweep(): Promise<void> {
    const { database, organization, clock } = this.#parts
    const settings = await organization.find()
    const cutoff = settings && retentionCutoff(clock.now(), settings.callRetentionDays)
    if (cutoff === null) return
    let swept = 0
    for (let batch = SWEEP_BATCH; batch === SWEEP_BATCH; swept += batch)
      batch = await this.#sweepBatch(cutoff)
    if (swept > 0) await database.forgetDeleted()
  }

  async #sweepBatch(cutoff: Millis): Promise<number> {
    const byConversation = await this.#parts.database.db.transaction().execute(async db => {
      const deleted = await callStore(db).deleteOlder(cutoff, SWEEP_BATCH)
      const grouped = Map.groupBy(deleted, row => row.conversation_id)
      for (const [conversation, rows] of grouped) {
        await callStore(db).forgetMoments(
          conversation,
          rows.map(row => row.started_at),
        )
      }
      return grouped
    })
    for (const [conversation, rows] of byConversation) {
      await this.#tellGone(
        conversation,
        rows.map(row => row.id),
      )
    }
    return [...byConversation.values()].reduce((sum, rows) => sum + rows.length, 0)
  }

  async #tell(row: CallTable | undefined, known?: readonly PersonId[]): Promise<void> {
    if (!row) return
    const members = known ?? (await this.#parts.memberships.membersOf(row.conversation_id))
    this.#parts.delivery.toPeople(members, { t: 'call-row', call: callRowOf(row) })
  }

  async #tellGone(conversation: ConversationId, rows: readonly CallRowId[]): Promise<void> {
    const members = await this.#parts.memberships.membersOf(conversation)
    for (const row of rows) this.#parts.delivery.toPeople(members, { t: 'call-row-gone', conversation, row })
  }
}
