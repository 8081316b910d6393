import { Trans } from '@lingui/react/macro'
import { Signal } from 'lucide-react'
import type { QualityReport, TransportFacts } from '../media/ports.ts'
import { Note } from '../stage/Note.tsx'

export interface QualityNoteProps {
  readonly report: QualityReport
  readonly facts: TransportFacts | null
  readonly peer: string
  readonly onClose: () => void
}

/** What the bars mean: what is measured at this moment, and the way it goes. */
export function QualityNote({ report, facts, peer, onClose }: QualityNoteProps) {
  const millis = Math.round(report.roundTrip)
  const here = Math.round(report.lossIn * 100)
  const there = report.lossOut === null ? null : Math.round(report.lossOut * 100)
  return (
    <Note icon={Signal} look={report.bars < 3} up wide onClose={onClose}>
      {report.bars === 0 ? (
        <Trans>Nothing arrives at the moment.</Trans>
      ) : (
        <Trans>There and back takes {millis} ms.</Trans>
      )}{' '}
      <Trans>On the way to you {here} % of the packets are lost.</Trans>{' '}
      {there !== null && (
        <>
          <Trans>
            On the way to {peer} it is {there} %.
          </Trans>{' '}
        </>
      )}
      {facts?.path === 'relayed' && (
        <Trans>The call is relayed by our server, which takes a little longer.</Trans>
      )}
    </Note>
  )
}
