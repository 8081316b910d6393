import { Trans } from '@lingui/react/macro'
import type { CallRow } from '@tacet/protocol/history'
import { Phone, ScreenShare, Users, Video } from 'lucide-react'
import { Fragment } from 'react'
import { type CallLineContext, useCallLine } from './useCallLine.ts'

export interface CallEntryProps {
  readonly call: CallRow
  readonly context: CallLineContext
  readonly onStored: () => void
}

/** A call as one quiet line between the messages. */
export function CallEntry({ call, context, onStored }: CallEntryProps) {
  const parts = useCallLine()(call, context)
  return (
    <div className="entry">
      <CallIcon call={call} conference={context.kind === 'group'} />
      <p>
        {parts.map((part, index) => (
          <Fragment key={part}>
            {index > 0 && <span className="sep">·</span>}
            <span>{part}</span>
          </Fragment>
        ))}
        <span className="sep">·</span>
        <button type="button" className="link" onClick={onStored}>
          <Trans>What we stored about this call</Trans>
        </button>
      </p>
    </div>
  )
}

export function CallIcon({ call, conference }: { readonly call: CallRow; readonly conference: boolean }) {
  if (conference) return <Users className="i" />
  switch (call.kind) {
    case 'audio':
      return <Phone className="i" />
    case 'video':
      return <Video className="i" />
    case 'screen':
      return <ScreenShare className="i" />
  }
}
