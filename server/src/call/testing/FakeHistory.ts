import type { CallKind, CallRow } from '@tacet/protocol/history'
import type { CallRowId, ConversationId, PersonId } from '@tacet/protocol/ids'
import type { Clock } from '../../clock.ts'
import type { CallHistory } from '../../history/ports.ts'

/** Rows as the history keeps them, in memory. */
export class FakeHistory implements CallHistory {
  readonly rows = new Map<CallRowId, CallRow>()
  readonly #clock: Clock
  #drawn = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  async open(call: {
    conversation: ConversationId
    kind: CallKind
    startedBy: PersonId
  }): Promise<CallRowId> {
    const row = `${`row${this.#drawn++}`.padEnd(21, 'A')}A` as CallRowId
    const startedAt = this.#clock.now()
    this.rows.set(row, { id: row, ...call, status: 'connecting', startedAt, endedAt: null, endedBy: null })
    return row
  }

  async connected(row: CallRowId | null): Promise<void> {
    this.#change(row, now => (now.status === 'connecting' ? { ...now, status: 'connected' } : now))
  }

  async ended(row: CallRowId | null, by: PersonId | null): Promise<void> {
    this.#change(row, now => {
      if (now.status === 'connecting') return { ...now, status: 'not_connected' }
      if (now.status === 'connected' && now.endedAt === null) {
        return { ...now, endedAt: this.#clock.now(), endedBy: by }
      }
      return now
    })
  }

  async drop(row: CallRowId | null): Promise<void> {
    if (row) this.rows.delete(row)
  }

  async openRows(): Promise<readonly CallRow[]> {
    return [...this.rows.values()].filter(
      row => row.status === 'connecting' || (row.status === 'connected' && row.endedAt === null),
    )
  }

  #change(row: CallRowId | null, change: (row: CallRow) => CallRow): void {
    const now = row ? this.rows.get(row) : undefined
    if (row && now) this.rows.set(row, change(now))
  }
}
