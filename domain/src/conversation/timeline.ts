import type { TimelineCursor, TimelineItem } from '@tacet/protocol/conversation'
import type { Millis } from '@tacet/protocol/ids'

/** Where an item lies: messages and calls of a conversation are ordered by (at, id). */
export interface TimelinePosition {
  readonly at: Millis
  readonly id: string
}

export function positionOf(item: TimelineItem): TimelinePosition {
  switch (item.type) {
    case 'message':
      return { at: item.message.at, id: item.message.id }
    case 'call':
      return { at: item.call.startedAt, id: item.call.id }
  }
}

/** Negative when `a` is the older one. */
export function comparePositions(a: TimelinePosition, b: TimelinePosition): number {
  if (a.at !== b.at) return a.at - b.at
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

export function cursorOf(item: TimelineItem): TimelineCursor {
  const { at, id } = positionOf(item)
  return `${at}.${id}`
}

export function parseCursor(cursor: TimelineCursor): TimelinePosition {
  const [at = '', id = ''] = cursor.split('.')
  return { at: Number(at), id }
}
