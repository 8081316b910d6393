import { Trans, useLingui } from '@lingui/react/macro'
import type { CallRowId, PersonId } from '@tacet/protocol/ids'
import { useCallback, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { dayOf, useFormats } from '../i18n/useFormats.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { CallEntry } from './CallEntry.tsx'
import type { Timeline } from './Timeline.ts'
import { stateOfEnd, type TimelineRow, timelineRows } from './timelineRows.ts'
import type { CallLineContext } from './useCallLine.ts'
import { useLogScroll } from './useLogScroll.ts'

export interface TimelineLogProps {
  readonly timeline: Timeline
  readonly context: CallLineContext
  /** How far the person had read when they came here. */
  readonly readAt: number
  readonly onRead: (at: number) => void
  readonly onStored: (row: CallRowId) => void
}

/** What was said and called, by day. */
export function TimelineLog({ timeline, context, readAt, onRead, onStored }: TimelineLogProps) {
  const { t } = useLingui()
  const { items, outgoing, loading } = useStore(timeline.store)
  const { me } = context
  const rows = useMemo(
    () => timelineRows(items, outgoing, { me, readAt, dayOf }),
    [items, outgoing, me, readAt],
  )
  const log = useRef<HTMLDivElement>(null)
  const onNearBeginning = useCallback(() => void timeline.loadOlder(), [timeline])
  const onAtEnd = useCallback(() => {
    const newest = timeline.newestAt
    if (newest !== null) onRead(newest)
  }, [timeline, onRead])
  const { onScroll } = useLogScroll(log, {
    newest: stateOfEnd(rows),
    oldest: items[0] && (items[0].type === 'message' ? items[0].message.id : items[0].call.id),
    onNearBeginning,
    onAtEnd,
  })

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long log is scrolled with the keys
    <div ref={log} className="scroll" role="log" aria-label={t`Messages`} tabIndex={0} onScroll={onScroll}>
      {loading === 'failed' && (
        <p className="quiet" role="status">
          <Trans>Our server does not answer. What is missing here comes as soon as it does.</Trans>
        </p>
      )}
      {loading === null && rows.length === 0 && (
        <p className="quiet none">
          <Trans>Nothing has been said here yet.</Trans>
        </p>
      )}
      {rows.map(row => (
        <Line key={row.key} row={row} timeline={timeline} context={context} onStored={onStored} />
      ))}
    </div>
  )
}

interface LineProps {
  readonly row: TimelineRow
  readonly timeline: Timeline
  readonly context: CallLineContext
  readonly onStored: (row: CallRowId) => void
}

function Line({ row, timeline, context, onStored }: LineProps) {
  const formats = useFormats()
  switch (row.is) {
    case 'day':
      return <h2 className="day">{formats.day(row.day)}</h2>
    case 'new':
      return (
        <h2 className="day new">
          <Trans comment="line above what is unread">New</Trans>
        </h2>
      )
    case 'call':
      return <CallEntry call={row.call} context={context} onStored={() => onStored(row.call.id)} />
    case 'message':
      return <MessageLine row={row} timeline={timeline} me={context.me} nameOf={context.nameOf} />
  }
}

interface MessageLineProps {
  readonly row: Extract<TimelineRow, { is: 'message' }>
  readonly timeline: Timeline
  readonly me: PersonId
  readonly nameOf: (person: PersonId) => string
}

function MessageLine({ row, timeline, me, nameOf }: MessageLineProps) {
  const { t } = useLingui()
  const { time } = useFormats()
  const name = nameOf(row.author)
  const moment = new Date(row.at).toISOString()
  const failed = row.state === 'failed'
  return (
    <article
      className={`msg ${row.first ? '' : 'next'} ${failed ? 'fail' : ''}`}
      aria-busy={row.state === 'sending'}
    >
      {row.first ? (
        <>
          <Avatar id={row.author} name={name} />
          <p className="by">
            <b dir="auto">
              {row.author === me ? t({ message: 'You', comment: 'author of a message' }) : name}
            </b>
            <time dateTime={moment}>{time(row.at)}</time>
          </p>
        </>
      ) : (
        <time className="at" dateTime={moment}>
          {time(row.at)}
        </time>
      )}
      <p className="text" dir="auto">
        {row.text}
      </p>
      {failed && (
        <p className="line look" role="alert">
          <Trans>Not sent.</Trans>
          <button type="button" className="link" onClick={() => void timeline.retry(row.client)}>
            <Trans>Try again</Trans>
          </button>
        </p>
      )}
    </article>
  )
}
