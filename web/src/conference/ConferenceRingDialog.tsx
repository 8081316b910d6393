import { Trans, useLingui } from '@lingui/react/macro'
import type { Conference } from '@tacet/protocol/conference'
import { CornerDownLeft, LogIn, PhoneOff, Server, UsersRound } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Avatar } from '../ui/Avatar.tsx'
import { ModalLayer } from '../ui/ModalLayer.tsx'
import type { FaceOf } from './FaceOf.ts'
import { peopleOf, useNames } from './useNames.ts'

export interface ConferenceRingDialogProps {
  readonly conference: Conference
  readonly title: string
  readonly faceOf: FaceOf
  /** Whether somebody was typing just now: then keys don't count at first (CALL-4). */
  readonly wasTyping: () => boolean
  readonly onRing: (sound: 'ring' | 'none') => void
  readonly onJoin: () => void
  readonly onDecline: () => void
}

/** [CALL-4] How long keys don't count for somebody who was typing. Milliseconds. */
const DEAF_FOR = 1_000
/** As many faces as stand beside the words. */
const FACES = 5

/** [CONF-2] A conference rings: whose, and that it is encrypted to our server. */
export function ConferenceRingDialog(props: ConferenceRingDialogProps) {
  const { conference, title, faceOf, onRing, onJoin, onDecline } = props
  const { t } = useLingui()
  const [typing] = useState(props.wasTyping)
  const [who, kind] = [useId(), useId()]
  const join = useRef<HTMLButtonElement>(null)
  const since = useRef(performance.now())
  const people = peopleOf(conference.people)
  const names = useNames(faceOf)(conference.people)
  const starter = faceOf(conference.startedBy).name
  useEffect(() => {
    onRing('ring')
    return () => onRing('none')
  }, [onRing])
  useEffect(() => {
    if (!typing) join.current?.focus()
  }, [typing])

  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape' && event.key !== ' ') return
    const deaf = typing && (event.repeat || performance.now() - since.current < DEAF_FOR)
    if (!deaf && event.target instanceof HTMLButtonElement && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (deaf || event.key === ' ') return
    if (event.key === 'Enter') onJoin()
    else onDecline()
  }
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
          <span className="av sq">
            <UsersRound className="i" />
          </span>
        </span>
        <div>
          <h2 id={who} dir="auto">
            {title}
          </h2>
          <p id={kind} className="quiet f3">
            <Trans>Conference, started by {starter}</Trans>
          </p>
        </div>
        <p className="mark srv">
          <Server className="i" />
          <Trans>Encrypted to our server</Trans>
        </p>
        {people.length > 0 && (
          <div className="line heap-line">
            <span className="line heap">
              {people.slice(0, FACES).map(person => (
                <span key={person}>
                  <Avatar {...faceOf(person)} size={28} />
                </span>
              ))}
            </span>
            <span className="quiet">
              <Trans>In it: {names}</Trans>
            </span>
          </div>
        )}
        <div className="acts">
          <button ref={join} type="button" className="btn main big" onClick={onJoin}>
            <LogIn className="i" />
            <Trans>Join</Trans>
            <kbd>
              <CornerDownLeft className="i s" />
            </kbd>
          </button>
          <button type="button" className="btn big danger" onClick={onDecline}>
            <PhoneOff className="i" />
            <Trans>Decline</Trans>
            <kbd>
              <span aria-hidden="true">{t({ message: 'Esc', comment: 'the key' })}</span>
            </kbd>
          </button>
        </div>
        <p className="faint f1">
          <Trans>Before you join you check microphone and camera. Until then they stay off.</Trans>
        </p>
      </div>
    </ModalLayer>
  )
}
