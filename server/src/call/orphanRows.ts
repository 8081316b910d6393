import { RESUME_WITHIN } from '@tacet/domain/call/timers'
import type { CallRow } from '@tacet/protocol/history'
import type { CallRowId } from '@tacet/protocol/ids'
import type { Clock } from '../clock.ts'
import type { CallHistory } from '../history/ports.ts'

interface OrphanRowsDeps {
  history: CallHistory
  clock: Clock
  /** Whether this row is of the kind that is looked after here. */
  isOurs: (row: CallRow) => Promise<boolean>
  /** Rows of calls that live now, on any node. */
  liveRows: () => Promise<ReadonlySet<CallRowId>>
}

/**
 * Finds open rows whose call nobody knows any more (a server was killed, a node died with its calls) and ends them,
 * naming nobody, once their devices have had 45 s to say that they go on.
 */
export function orphanRows({ history, clock, isOurs, liveRows }: OrphanRowsDeps): () => Promise<void> {
  const orphanSince = new Map<CallRowId, number>()

  return async () => {
    const now = clock.now()
    const [open, live] = await Promise.all([history.openRows(now), liveRows()])
    const orphans = open.filter(row => !live.has(row.id))
    for (const id of orphanSince.keys()) {
      if (!orphans.some(row => row.id === id)) orphanSince.delete(id)
    }
    for (const row of orphans) {
      if (!(await isOurs(row))) continue
      const since = orphanSince.get(row.id) ?? now
      orphanSince.set(row.id, since)
      if (now - since >= RESUME_WITHIN) await history.ended(row.id, null)
    }
  }
}
