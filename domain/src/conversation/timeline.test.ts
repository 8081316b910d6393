import { TimelineCursor, type TimelineItem } from '@tacet/protocol/conversation'
import type { MessageId } from '@tacet/protocol/ids'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparePositions, cursorOf, parseCursor, positionOf } from './timeline.ts'

const position = fc.record({ at: fc.nat(), id: fc.stringMatching(/^[A-Za-z0-9_-]{21}[AQgw]$/) })

describe('the order of a timeline', () => {
  it('is total: two items are never equal unless they are the same', () => {
    fc.assert(
      fc.property(position, position, position, (a, b, c) => {
        expect(Math.sign(comparePositions(a, b))).toBe(-Math.sign(comparePositions(b, a)) + 0)
        expect(comparePositions(a, b) === 0).toBe(a.at === b.at && a.id === b.id)
        if (comparePositions(a, b) < 0 && comparePositions(b, c) < 0)
          expect(comparePositions(a, c)).toBeLessThan(0)
      }),
    )
  })

  it('has cursors that say exactly where an item lies', () => {
    fc.assert(
      fc.property(position, ({ at, id }) => {
        const item = { type: 'message', message: { at, id: id as MessageId } } as TimelineItem
        const cursor = cursorOf(item)
        expect(TimelineCursor.safeParse(cursor).success).toBe(true)
        expect(parseCursor(cursor)).toEqual(positionOf(item))
      }),
    )
  })
})
