import { comparePositions, positionOf } from '@tacet/domain/conversation/timeline'
import type { Message, TimelineItem } from '@tacet/protocol/conversation'
import type { CallRow } from '@tacet/protocol/history'
import type { CallRowId, ClientMessageId, PersonId } from '@tacet/protocol/ids'

/** A message on its way. `failed`: the server did not take it; it waits for "Try again". */
export interface Outgoing {
  readonly client: ClientMessageId
  readonly text: string
  readonly at: number
  readonly failed: boolean
}

export type TimelineRow =
  | { readonly is: 'day'; readonly key: string; readonly day: number }
  | { readonly is: 'new'; readonly key: string }
  | {
      readonly is: 'message'
      readonly key: string
      /** The first of several in a row by the same author, with face and name. */
      readonly first: boolean
      readonly author: PersonId
      readonly text: string
      readonly at: number
      readonly state: 'sent' | 'sending' | 'failed'
      readonly client: ClientMessageId
    }
  | { readonly is: 'call'; readonly key: string; readonly call: CallRow }

/** Messages closer together than this, by the same author, need no second face. */
const BELONG_TOGETHER = 5 * 60 * 1_000

/** Both lists in order, each item once; a call that is in both stands as `fresh` knows it. */
export function mergeItems(
  known: readonly TimelineItem[],
  fresh: readonly TimelineItem[],
): readonly TimelineItem[] {
  const byId = new Map(known.map(item => [positionOf(item).id, item]))
  for (const item of fresh) byId.set(positionOf(item).id, item)
  return [...byId.values()].sort((a, b) => comparePositions(positionOf(a), positionOf(b)))
}

export const withoutCall = (items: readonly TimelineItem[], row: CallRowId): readonly TimelineItem[] =>
  items.filter(item => item.type !== 'call' || item.call.id !== row)

/** What was sent from here and has arrived needs no copy of its own any more. */
export function stillOnTheWay(outgoing: readonly Outgoing[], { client }: Message): readonly Outgoing[] {
  return outgoing.some(each => each.client === client)
    ? outgoing.filter(each => each.client !== client)
    : outgoing
}

export interface RowsOptions {
  readonly me: PersonId
  /** Where the line "New" goes: before the first item of others after this moment. */
  readonly readAt: number
  readonly dayOf: (moment: number) => number
}

/** The lines of a timeline: days, messages grouped by author, calls, and the line "New". */
export function timelineRows(
  items: readonly TimelineItem[],
  outgoing: readonly Outgoing[],
  { me, readAt, dayOf }: RowsOptions,
): readonly TimelineRow[] {
  const rows: TimelineRow[] = []
  let day: number | null = null
  let last: { author: PersonId; at: number } | null = null
  let marked = false

  const begin = (at: number, author: PersonId) => {
    if (dayOf(at) !== day) {
      day = dayOf(at)
      last = null
      rows.push({ is: 'day', key: `day-${day}`, day })
    }
    if (!marked && author !== me && at > readAt) {
      marked = true
      last = null
      rows.push({ is: 'new', key: 'new' })
    }
  }
  const isFirst = (author: PersonId, at: number) => last?.author !== author || at - last.at > BELONG_TOGETHER

  for (const item of items) {
    if (item.type === 'call') {
      begin(item.call.startedAt, item.call.startedBy)
      rows.push({ is: 'call', key: item.call.id, call: item.call })
      last = null
      continue
    }
    const { author, at, text, client } = item.message
    begin(at, author)
    // Keyed by the sender's own id: the optimistic copy and the stored message are the same line.
    rows.push({
      is: 'message',
      key: client,
      first: isFirst(author, at),
      author,
      text,
      at,
      state: 'sent',
      client,
    })
    last = { author, at }
  }
  for (const { client, text, at, failed } of outgoing) {
    begin(at, me)
    const state = failed ? 'failed' : 'sending'
    rows.push({ is: 'message', key: client, first: isFirst(me, at), author: me, text, at, state, client })
    last = { author: me, at }
  }
  return rows
}

/** Changes when something comes at the end, and when what stands there changes: it may be taller now, or to be read. */
export function stateOfEnd(rows: readonly TimelineRow[]): string | undefined {
  const last = rows.at(-1)
  const call = rows.findLast(row => row.is === 'call')?.call
  const sent = last?.is === 'message' ? last.state : ''
  return last && `${last.key} ${rows.length} ${sent} ${call?.status} ${call?.endedAt}`
}
