import { Trans, useLingui } from '@lingui/react/macro'
import type { CallRow } from '@tacet/protocol/history'
import { formatTag } from '../i18n/locale.ts'
import { COLUMNS, SAMPLE_ROW } from './sampleRow.ts'

const FIELDS = Object.keys(COLUMNS) as (keyof CallRow)[]

/** What each value means, for people who don't read databases. */
function useMeanings(): Readonly<Record<keyof CallRow, string>> {
  const { t, i18n } = useLingui()
  const tag = formatTag(i18n.locale === 'de' ? 'de' : 'en', navigator.languages)
  const moment = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' })
  const { startedAt, endedAt } = SAMPLE_ROW
  return {
    id: t`random, drawn for this row`,
    conversation: t`the direct message of Anna and Ben`,
    kind: t`it began as a video call`,
    status: t`it was answered`,
    startedBy: t`the number of Anna’s account: Anna called`,
    startedAt: moment.format(startedAt),
    endedAt: endedAt === null ? '' : moment.format(endedAt),
    endedBy: t`the number of Ben’s account: Ben hung up`,
  }
}

/** The stored row of a sample call, field by field, as it stands in the database. */
export function SampleRow() {
  const meanings = useMeanings()
  return (
    <div className="figure">
      <table className="stored">
        <caption>
          <Trans>The whole row, as it stands in the database:</Trans>
        </caption>
        <tbody>
          {FIELDS.map(field => (
            <tr key={field}>
              <th scope="row">{COLUMNS[field]}</th>
              <td>
                {SAMPLE_ROW[field]}
                <small>{meanings[field]}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
