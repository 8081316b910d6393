import { Trans, useLingui } from '@lingui/react/macro'
import type { CallKind } from '@tacet/protocol/history'
import { BadgeCheck, CornerDownLeft, Lock, Phone, PhoneOff, Video } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { Face } from '../stage/Tile.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { ModalLayer } from '../ui/ModalLayer.tsx'
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

/** [CALL-4] How long keys don't count for somebody who was typing when it began to ring. */
const DEAF_FOR = 1_000

/** [CALL-4] Over everything: who calls, with what, and the ways to answer. */
export function RingingDialog(props: RingingDialogProps) {
  const { peer, media, verified, onAccept, onDecline } = props
  const { t } = useLingui()
  const { kindName } = useCallWords()
  const [typing] = useState(wasTyping)
  const since = useRef(performance.now())
  const likely = useRef<HTMLButtonElement>(null)
  const who = useId()
  const kind = useId()
  useRingingNotice(props.notices)

  // Without this a half-finished word would answer the call: the focus goes to the dialog, not to a button.
  useEffect(() => {
    if (!typing) likely.current?.focus()
  }, [typing])

  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape' && event.key !== ' ') return
    const deaf = typing && (event.repeat || performance.now() - since.current < DEAF_FOR)
    const onButton = event.target instanceof HTMLButtonElement
    if (!deaf && onButton && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (deaf || event.key === ' ') return
    if (event.key === 'Enter') onAccept(media === 'video' ? 'video' : 'audio')
    else onDecline()
  }

  const video = (
    <button
      key="video"
      ref={media === 'video' ? likely : undefined}
      type="button"
      className={media === 'video' ? 'btn main big' : 'btn big'}
      onClick={() => onAccept('video')}
    >
      <Video className="i" />
      <Trans>Accept with video</Trans>
      {media === 'video' && <EnterKey />}
    </button>
  )
  const audio = (
    <button
      key="audio"
      ref={media === 'video' ? undefined : likely}
      type="button"
      className={media === 'video' ? 'btn big' : 'btn main big'}
      onClick={() => onAccept('audio')}
    >
      <Phone className="i" />
      <Trans>Accept with audio</Trans>
      {media !== 'video' && <EnterKey />}
    </button>
  )
  return (
    <ModalLayer
      role="alertdialog"
      className="ringing"
      bottom
      labelledBy={who}
      describedBy={kind}
      onKeyDownCapture={onKeyDownCapture}
    >
      <div className="body">
        <span className="ring">
          <Avatar id={peer.id} name={peer.name} size={96} />
        </span>
        <div>
          <h2 id={who} dir="auto">
            {peer.name}
          </h2>
          <p id={kind} className="quiet f3">
            {kindName(media)}
          </p>
        </div>
        <p className={verified ? 'mark ok' : 'mark'}>
          {verified ? <BadgeCheck className="i" /> : <Lock className="i" />}
          <span>
            <Trans>End-to-end encrypted</Trans>
            {verified && (
              <>
                {' · '}
                <Trans>Verified</Trans>
              </>
            )}
          </span>
        </p>
        <div className="acts">
          {media === 'video' ? [video, audio] : [audio, video]}
          <button type="button" className="btn big danger" onClick={onDecline}>
            <PhoneOff className="i" />
            <Trans>Decline</Trans>
            <kbd>
              <span aria-hidden="true">{t({ message: 'Esc', comment: 'the key' })}</span>
            </kbd>
          </button>
        </div>
        <QuickReplies onReply={props.onReply} />
        <SilencedNote />
        <p className="faint f1">
          <Trans>Microphone and camera stay off until you accept.</Trans>
        </p>
      </div>
    </ModalLayer>
  )
}

function EnterKey() {
  return (
    <kbd>
      <CornerDownLeft className="i s" />
    </kbd>
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
