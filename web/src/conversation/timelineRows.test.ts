import type { TimelineItem } from '@tacet/protocol/conversation'
import type { CallRow } from '@tacet/protocol/history'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  mergeItems,
  type Outgoing,
  stateOfEnd,
  stillOnTheWay,
  timelineRows,
  withoutCall,
} from './timelineRows.ts'

const id = <T extends string>(text: string): T => `${text.padEnd(21, 'A')}A` as T
const ME = id<CallRow['startedBy']>('anna')
const BEN = id<CallRow['startedBy']>('ben')
const DAY = 86_400_000
const dayOf = (moment: number) => Math.floor(moment / DAY) * DAY

const message = (
  name: string,
  author: CallRow['startedBy'],
  at: number,
): TimelineItem & { type: 'message' } => ({
  type: 'message',
  message: { id: id(name), conversation: id('dm'), author, client: id(`c${name}`), text: name, at },
})
const call = (name: string, startedAt: number, more: Partial<CallRow> = {}): TimelineItem => ({
  type: 'call',
  call: {
    id: id(name),
    conversation: id('dm'),
    kind: 'audio',
    status: 'connecting',
    startedBy: BEN,
    startedAt,
    endedAt: null,
    endedBy: null,
    ...more,
  },
})
const rows = (
  items: readonly TimelineItem[],
  outgoing: readonly Outgoing[] = [],
  readAt = Number.MAX_SAFE_INTEGER,
) => timelineRows(items, outgoing, { me: ME, readAt, dayOf })
const kinds = (items: readonly TimelineItem[], outgoing?: readonly Outgoing[], readAt?: number) =>
  rows(items, outgoing, readAt).map(row =>
    row.is === 'message' ? `${row.first ? 'first' : 'next'} ${row.text}` : row.is,
  )

describe('the lines of a timeline', () => {
  it('begin each day with its name', () => {
    expect(kinds([message('a', BEN, 1), message('b', BEN, DAY + 1)])).toEqual([
      'day',
      'first a',
      'day',
      'first b',
    ])
  })

  it('show a face once for messages that belong together', () => {
    const minute = 60_000
    expect(
      kinds([
        message('a', BEN, 0),
        message('b', BEN, minute),
        message('c', ME, 2 * minute),
        message('d', BEN, 3 * minute),
      ]),
    ).toEqual(['day', 'first a', 'next b', 'first c', 'first d'])
    expect(kinds([message('a', BEN, 0), message('b', BEN, 6 * minute)])).toEqual([
      'day',
      'first a',
      'first b',
    ])
    expect(kinds([message('a', BEN, 0), call('k', 1), message('b', BEN, 2)])).toEqual([
      'day',
      'first a',
      'call',
      'first b',
    ])
  })

  it('[TEXT-4] mark once where the unread begins, and never before what I wrote myself', () => {
    const items = [message('a', BEN, 1), message('b', ME, 5), message('c', BEN, 6), message('d', BEN, 7)]
    expect(kinds(items, [], 4)).toEqual(['day', 'first a', 'first b', 'new', 'first c', 'next d'])
    expect(kinds(items, [], 7)).not.toContain('new')
  })

  it('end with what is still on its way', () => {
    const outgoing: Outgoing = { client: id('cx'), text: 'x', at: 3, failed: true }
    expect(rows([message('a', ME, 1)], [outgoing]).at(-1)).toMatchObject({
      text: 'x',
      state: 'failed',
      first: false,
    })
  })

  it('keep the line of a message when its stored copy takes the place of the optimistic one', () => {
    const outgoing: Outgoing = { client: id('ca'), text: 'a', at: 1, failed: false }
    expect(rows([], [outgoing]).at(-1)?.key).toBe(rows([message('a', ME, 2)]).at(-1)?.key)
  })
})

describe('the end of a timeline', () => {
  const end = (...items: TimelineItem[]) => stateOfEnd(rows(items))

  it('changes with a new line, and with what becomes of the last one', () => {
    const [one, two] = [message('a', BEN, 1), message('b', BEN, 2)]
    expect(end(one)).not.toBe(end(one, two))
    expect(end(call('k', 3))).not.toBe(end(call('k', 3, { status: 'connected' })))
    expect(end(one, two)).toBe(end(one, two))
  })

  it('changes with a call above newer messages, too: before it is over nobody has read it', () => {
    const after = message('a', BEN, 4)
    expect(end(call('k', 3), after)).not.toBe(end(call('k', 3, { status: 'not_connected' }), after))
  })
})

describe('the items of a timeline', () => {
  it('[TEXT-3] merge to one order without doubles, whatever overlaps', () => {
    const item = fc
      .tuple(fc.nat({ max: 30 }), fc.boolean())
      .map(([at, isCall]) => (isCall ? call(`k${at}`, at) : message(`m${at}`, BEN, at)))
    const moment = (each: TimelineItem) => (each.type === 'message' ? each.message.at : each.call.startedAt)
    fc.assert(
      fc.property(fc.array(fc.array(item)), pages => {
        const merged = pages.reduce<readonly TimelineItem[]>(mergeItems, [])
        const ids = merged.map(each => (each.type === 'message' ? each.message.id : each.call.id))
        expect(new Set(ids).size).toBe(ids.length)
        expect(merged.map(moment)).toEqual(merged.map(moment).toSorted((a, b) => a - b))
        expect(new Set(ids)).toEqual(
          new Set(pages.flat().map(each => (each.type === 'message' ? each.message.id : each.call.id))),
        )
      }),
    )
  })

  it('take what is newly known of a call', () => {
    const [only] = mergeItems([call('k', 1)], [call('k', 1, { status: 'connected' })])
    expect(only).toMatchObject({ call: { status: 'connected' } })
    expect(withoutCall([call('k', 1)], id('k'))).toEqual([])
  })

  it('[TEXT-2] drop the optimistic copy when the message has arrived', () => {
    const outgoing: Outgoing = { client: id('ca'), text: 'a', at: 1, failed: false }
    expect(stillOnTheWay([outgoing], message('a', ME, 2).message)).toEqual([])
    const other = [outgoing]
    expect(stillOnTheWay(other, message('b', ME, 2).message)).toBe(other)
  })
})
