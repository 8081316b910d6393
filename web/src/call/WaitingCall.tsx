import { Trans } from '@lingui/react/macro'
import type { CallKind } from '@tacet/protocol/history'
import { Pause, PhoneOff } from 'lucide-react'
import { useId } from 'react'
import type { Face } from '../stage/Tile.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { useCallWords } from './useCallWords.ts'

export interface WaitingCallProps {
  readonly peer: Face
  readonly media: CallKind
  /** With sound only, whatever kind of call it is. */
  readonly onAccept: (running: 'hold' | 'end') => void
  readonly onDecline: () => void
}

/** [CALL-10] Somebody else calls during a call: over everything, in nobody's way, without the focus and without a ring. */
export function WaitingCall({ peer, media, onAccept, onDecline }: WaitingCallProps) {
  const { kindName } = useCallWords()
  const who = useId()
  const kind = kindName(media)
  return (
    <div className="knocking">
      <section className="note up wide" role="status" aria-labelledby={who}>
        <Avatar id={peer.id} name={peer.name} size={36} />
        <span className="who">
          <b id={who} dir="auto">
            {peer.name}
          </b>
          <span className="quiet">
            <Trans>{kind}, waits quietly</Trans>
          </span>
        </span>
        <span className="line">
          <button type="button" className="btn small" onClick={() => onAccept('hold')}>
            <Pause className="i s" />
            <Trans>Hold and accept</Trans>
          </button>
          <button type="button" className="btn small" onClick={() => onAccept('end')}>
            <Trans>End and accept</Trans>
          </button>
          <button type="button" className="btn small danger" onClick={onDecline}>
            <PhoneOff className="i s" />
            <Trans>Decline</Trans>
          </button>
        </span>
      </section>
    </div>
  )
}
