import type { CallRow } from '@tacet/protocol/history'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deletionOf, retentionCutoff } from './retention.ts'

const DAY = 24 * 60 * 60 * 1_000
const row = (startedAt: number) => ({ startedAt }) as CallRow

describe('the retention of call rows', () => {
  it('says the same of a row as the job does', () => {
    fc.assert(
      fc.property(
        fc.nat(2 ** 41),
        fc.nat(2 ** 41),
        fc.integer({ min: 1, max: 3_650 }),
        (startedAt, now, days) => {
          const due = startedAt < (retentionCutoff(now, days) ?? Number.NEGATIVE_INFINITY)
          expect(due).toBe(now > (deletionOf(row(startedAt), days) ?? Number.POSITIVE_INFINITY))
        },
      ),
    )
  })

  it('is 90 days by default, nothing at all, or without end', () => {
    expect(deletionOf(row(5), 90)).toBe(5 + 90 * DAY)
    expect(deletionOf(row(5), null)).toBeNull()
    expect(retentionCutoff(1_000 * DAY, null)).toBeNull()
    expect(retentionCutoff(0, 0)).toBeGreaterThan(Date.UTC(3000, 0))
  })
})
