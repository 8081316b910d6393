import { Trans } from '@lingui/react/macro'
import type { Conference } from '@tacet/protocol/conference'
import { LogIn, UsersRound } from 'lucide-react'
import { useEffect } from 'react'
import { ToServerMark } from '../stage/EncryptionMark.tsx'
import { EnterKey, RingDialog } from '../stage/RingDialog.tsx'
import { Avatar } from '../ui/Avatar.tsx'
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

/** As many faces as stand beside the words. */
const FACES = 5

/** [CONF-2] A conference rings: whose, and that it is encrypted to our server. */
export function ConferenceRingDialog(props: ConferenceRingDialogProps) {
  const { conference, title, faceOf, onRing, onJoin, onDecline } = props
  const people = peopleOf(conference.people)
  const names = useNames(faceOf)(conference.people)
  const starter = faceOf(conference.startedBy).name
  useEffect(() => {
    onRing('ring')
    return () => onRing('none')
  }, [onRing])
  return (
    <RingDialog
      picture={
        <span className="av sq">
          <UsersRound className="i" />
        </span>
      }
      title={title}
      kind={<Trans>Conference, started by {starter}</Trans>}
      about={
        <>
          <ToServerMark as="p" />
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
        </>
      }
      answers={likely => (
        <button ref={likely} type="button" className="btn main big" onClick={onJoin}>
          <LogIn className="i" />
          <Trans>Join</Trans>
          <EnterKey />
        </button>
      )}
      onAnswer={onJoin}
      onDecline={onDecline}
      wasTyping={props.wasTyping}
    >
      <p className="faint f1">
        <Trans>Before you join you check microphone and camera. Until then they stay off.</Trans>
      </p>
    </RingDialog>
  )
}
