import { Trans } from '@lingui/react/macro'
import type { CallKind } from '@tacet/protocol/history'
import { Phone, Video } from 'lucide-react'
import { type RefObject, useId } from 'react'
import { EndToEndMark } from '../stage/EncryptionMark.tsx'
import { EnterKey, RingDialog } from '../stage/RingDialog.tsx'
import type { Face } from '../stage/Tile.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import type { Notices } from './Notices.ts'
import { QuickReplies } from './QuickReplies.tsx'
import { SilencedNote } from './SilencedNote.tsx'
import { wasTyping } from './typing.ts'
import { useCallWords } from './useCallWords.ts'
import { useRingingNotice } from './useRingingNotice.ts'

export interface RingingDialogProps {
  readonly peer: Face
  readonly media: CallKind
  /** The two have compared their keys before. */
  readonly verified: boolean
  readonly notices: Notices
  readonly onAccept: (media: 'audio' | 'video') => void
  readonly onDecline: () => void
  /** Declines with a message. */
  readonly onReply: (text: string) => void
}

/** [CALL-4] Over everything: who calls, with what, and the ways to answer. */
export function RingingDialog(props: RingingDialogProps) {
  const { peer, media, verified, onAccept, onDecline } = props
  const { kindName } = useCallWords()
  useRingingNotice(props.notices)
  const likelyMedia = media === 'video' ? 'video' : 'audio'
  const answers = (likely: RefObject<HTMLButtonElement | null>) => {
    const video = (
      <button
        key="video"
        ref={likelyMedia === 'video' ? likely : undefined}
        type="button"
        className={likelyMedia === 'video' ? 'btn main big' : 'btn big'}
        onClick={() => onAccept('video')}
      >
        <Video className="i" />
        <Trans>Accept with video</Trans>
        {likelyMedia === 'video' && <EnterKey />}
      </button>
    )
    const audio = (
      <button
        key="audio"
        ref={likelyMedia === 'audio' ? likely : undefined}
        type="button"
        className={likelyMedia === 'audio' ? 'btn main big' : 'btn big'}
        onClick={() => onAccept('audio')}
      >
        <Phone className="i" />
        <Trans>Accept with audio</Trans>
        {likelyMedia === 'audio' && <EnterKey />}
      </button>
    )
    return likelyMedia === 'video' ? [video, audio] : [audio, video]
  }
  return (
    <RingDialog
      picture={<Avatar id={peer.id} name={peer.name} size={96} />}
      title={peer.name}
      kind={kindName(media)}
      about={<EndToEndMark as="p" verified={verified} />}
      answers={answers}
      onAnswer={() => onAccept(likelyMedia)}
      onDecline={onDecline}
      wasTyping={wasTyping}
    >
      <QuickReplies onReply={props.onReply} />
      <SilencedNote />
      <p className="faint f1">
        <Trans>Microphone and camera stay off until you accept.</Trans>
      </p>
    </RingDialog>
  )
}

export interface RingingElsewhereProps {
  readonly peer: Face
  readonly media: CallKind
  readonly onDecline: () => void
}

/** [CALL-2] Another tab of this browser rings: here one can only decline. */
export function RingingElsewhere({ peer, media, onDecline }: RingingElsewhereProps) {
  const { kindName } = useCallWords()
  const who = useId()
  return (
    <div className="toasts">
      <section className="toast" role="status" aria-labelledby={who}>
        <Phone className="i" />
        <p>
          <b id={who}>
            <Trans>Ringing in another tab</Trans>
          </b>
          <br />
          <span className="quiet" dir="auto">
            {kindName(media)} · {peer.name}
          </span>
        </p>
        <button type="button" className="btn small danger" onClick={onDecline}>
          <Trans>Decline</Trans>
        </button>
      </section>
    </div>
  )
}
