import { Trans, useLingui } from '@lingui/react/macro'
import type { StoredCall as Stored } from '@tacet/protocol/history'
import type { CallRowId, PersonId } from '@tacet/protocol/ids'
import { useQuery } from '@tanstack/react-query'
import { Hourglass, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useFormats } from '../i18n/useFormats.ts'
import { SidePlace } from '../ui/SidePlace.tsx'
import { storedCall } from './api.ts'
import { CallIcon } from './CallEntry.tsx'
import { useRowWords } from './useRowWords.ts'

export interface StoredCallProps {
  readonly row: CallRowId
  /** Changes when the row does, so that what stands here is read anew. */
  readonly version: string
  readonly conference: boolean
  /** Name of the conversation, as its reader knows it. */
  readonly title: string
  readonly me: PersonId
  readonly nameOf: (person: PersonId) => string
  readonly onClose: () => void
}

/** "What we stored about this call": the row, literally, while the call runs and afterwards. */
export function StoredCallPanel({ row, version, onClose, ...props }: StoredCallProps) {
  const { t } = useLingui()
  const { data } = useQuery({ queryKey: ['stored-call', row, version], queryFn: () => storedCall(row) })
  const title = t`What we stored about this call`
  return (
    <SidePlace title={title} onClose={onClose}>
      {data?.ok && <Row {...props} stored={data.value} />}
      {data && !data.ok && (
        <section className="sec">
          <p>
            {data.failure.error === 'not-found' ? (
              <Trans>Nothing. The row has been deleted, or none was written.</Trans>
            ) : (
              <Trans>Our server does not answer. Try again in a moment.</Trans>
            )}
          </p>
        </section>
      )}
    </SidePlace>
  )
}

type RowProps = Omit<StoredCallProps, 'row' | 'version' | 'onClose'> & { readonly stored: Stored }

function Row({ stored, conference, title, me, nameOf }: RowProps) {
  const { t } = useLingui()
  const { date, dateAndTime } = useFormats()
  const { row, deletedAt } = stored
  const words = useRowWords({ conference, title, me, nameOf })
  const lines: readonly (readonly [string, string, string | null])[] = [
    ['id', spaced(row.id), t`drawn by chance, for this row`],
    ['conversation_id', spaced(row.conversation), words.place()],
    ['kind', row.kind, words.kind(row)],
    ['status', row.status, words.status(row)],
    ['started_by', spaced(row.startedBy), words.person(row.startedBy)],
    ['started_at', exact(row.startedAt), null],
    ['ended_at', row.endedAt === null ? '' : exact(row.endedAt), row.endedAt === null ? t`empty` : null],
    ['ended_by', row.endedBy === null ? '' : spaced(row.endedBy), words.endedBy(row)],
  ]
  return (
    <>
      <section className="sec">
        <div className="line">
          <CallIcon call={row} conference={conference} />
          <b className="grow cut" dir="auto">
            {words.heading(row)}
          </b>
          <time className="quiet" dateTime={new Date(row.startedAt).toISOString()}>
            {dateAndTime(row.startedAt)}
          </time>
        </div>
        <table className="stored">
          <caption>
            <Trans>The whole row, as it stands in the database:</Trans>
          </caption>
          <tbody>
            {lines.map(([column, value, meaning]) => (
              <tr key={column}>
                <th scope="row">{column}</th>
                <td>
                  {value}
                  {meaning !== null && <small>{meaning}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="sec">
        <h2>
          <Trans>Not stored</Trans>
        </h2>
        <ul className="not">
          <Not>
            <Trans>Sound, picture, screen, transcript</Trans>
          </Not>
          <Not>
            <Trans>Devices and addresses</Trans>
          </Not>
          <Not>
            {conference ? <Trans>Who took part</Trans> : <Trans>Who was away when, and came back</Trans>}
          </Not>
          <Not>
            {conference ? (
              <Trans>Who came and left when</Trans>
            ) : (
              <Trans>Whether somebody declined before</Trans>
            )}
          </Not>
        </ul>
      </section>
      <section className="sec">
        <p className="line top-line">
          <Hourglass className="i s" />
          <span>
            {deletedAt === null ? (
              <Trans>Your organization keeps rows without a limit.</Trans>
            ) : (
              <Trans>
                The row will be deleted on <b>{date(deletedAt)}</b>. So your organization has set it.
              </Trans>
            )}
          </span>
        </p>
        <p>
          <Link href="/security">
            <Trans>How we prove it</Trans>
          </Link>
        </p>
      </section>
    </>
  )
}

function Not({ children }: { readonly children: ReactNode }) {
  return (
    <li>
      <Minus className="i s" />
      {children}
    </li>
  )
}

/** Groups of four, so that it can be compared by eye. */
const spaced = (id: string): string => id.match(/.{1,4}/g)?.join(' ') ?? id

/** As the database knows it: UTC, to the second. */
const exact = (moment: number): string => new Date(moment).toISOString().slice(0, 19).replace('T', ' ')
