import { Trans, useLingui } from '@lingui/react/macro'
import type { Conference } from '@tacet/protocol/conference'
import type { CallRowId } from '@tacet/protocol/ids'
import { PhoneOff, Unplug, UserX, Video } from 'lucide-react'
import { Stage } from '../stage/Stage.tsx'
import { StageTop } from '../stage/StageTop.tsx'
import { Verdict } from '../stage/Verdict.tsx'
import type { ConferenceController } from './ConferenceController.ts'
import type { Ending } from './ConferenceView.ts'
import type { FaceOf } from './FaceOf.ts'

export interface ConferenceEndProps {
  readonly controller: ConferenceController
  readonly conference: Conference
  readonly ending: Ending
  readonly title: string
  readonly faceOf: FaceOf
  readonly onStored: (row: CallRowId) => void
}

function useTitle(ending: Ending, faceOf: FaceOf): string {
  const { t } = useLingui()
  switch (ending.how) {
    case 'ended': {
      if (ending.by === null) return t`The conference is over`
      const name = faceOf(ending.by).name
      return t`${name} ended the conference for all`
    }
    case 'removed':
      return t`You are no longer in the conference`
    case 'unreachable':
      return t`Connection lost`
  }
}

const ICONS = { ended: PhoneOff, removed: UserX, unreachable: Unplug }

/** How a conference ended for this person. */
export function ConferenceEnd({
  controller,
  conference,
  ending,
  title,
  faceOf,
  onStored,
}: ConferenceEndProps) {
  const Icon = ICONS[ending.how]
  const { row } = conference
  const onClose = () => controller.leave()
  return (
    <Stage>
      <StageTop
        title={title}
        back={{ to: 'messages', onPress: onClose }}
        since={null}
        label={null}
        quality={null}
        onPopOut={null}
        fullScreen={null}
      />
      <Verdict
        icon={<Icon className="i l" />}
        title={useTitle(ending, faceOf)}
        actions={
          <>
            {ending.how === 'unreachable' && (
              <button
                type="button"
                className="btn main"
                onClick={() => void controller.preJoin(conference.conversation)}
              >
                <Video className="i s" />
                <Trans>Join again</Trans>
              </button>
            )}
            <button
              type="button"
              className={ending.how === 'unreachable' ? 'btn' : 'btn main'}
              onClick={onClose}
            >
              <Trans>Back to messages</Trans>
            </button>
            {row !== null && (
              <button type="button" className="btn plain" onClick={() => onStored(row)}>
                <Trans>What we stored about this call</Trans>
              </button>
            )}
          </>
        }
      >
        {ending.how === 'unreachable' && <Trans>For a minute nothing came through any more.</Trans>}{' '}
        <Trans>Your microphone and camera are off.</Trans>
      </Verdict>
    </Stage>
  )
}
