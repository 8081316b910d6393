import { CallRow } from '@tacet/protocol/history'

/** A row as the database holds it: a video call from Anna to Ben. All identifiers are random, of people too. */
export const SAMPLE_ROW: CallRow = CallRow.parse({
  id: '3j2Tj6wW_uy0cuJcpsuAyA',
  conversation: '7ZZc_V9Risp20kiCok3u5A',
  kind: 'video',
  status: 'connected',
  startedBy: 'JYw9SdKb30oAz0vXDn0gdg',
  startedAt: 1_791_878_534_318,
  endedAt: 1_791_880_897_905,
  endedBy: 'Sd0Wf0oHnM7PTUWpBWORog',
})

/** Names of the columns, in the order of the table. A ninth field would not compile. */
export const COLUMNS: Readonly<Record<keyof CallRow, string>> = {
  id: 'id',
  conversation: 'conversation_id',
  kind: 'kind',
  status: 'status',
  startedBy: 'started_by',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  endedBy: 'ended_by',
}
