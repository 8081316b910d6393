import { Trans, useLingui } from '@lingui/react/macro'
import type { ErrorCode } from '@tacet/protocol/errors'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Devices, MeterLevel } from '../media/ports.ts'
import { PreJoin } from '../stage/PreJoin.tsx'
import type { Face } from '../stage/Tile.tsx'
import { useShortcuts } from '../stage/useShortcuts.ts'
import type { ConferenceController } from './ConferenceController.ts'
import { isCameraOn, type Phase } from './ConferenceView.ts'
import type { FaceOf } from './FaceOf.ts'
import { useMediaWords } from './useMediaWords.ts'
import { peopleOf } from './useNames.ts'

export interface ConferencePreJoinProps {
  readonly controller: ConferenceController
  readonly phase: Extract<Phase, { is: 'pre-join' }>
  readonly devices: Devices
  readonly meter: MeterLevel
  readonly me: Face
  readonly faceOf: FaceOf
}

function Refused({ error }: { readonly error: ErrorCode }) {
  switch (error) {
    case 'engine-not-ready':
      return <Trans>Conferences are still being prepared. Try again in a moment.</Trans>
    case 'conference-over':
    case 'not-found':
      return <Trans>The conference has ended meanwhile. You can start a new one.</Trans>
    case 'forbidden':
      return <Trans>You may not join this conference.</Trans>
    case 'rate-limited':
      return <Trans>Too many attempts. Wait a little, then try again.</Trans>
    default:
      return <Trans>Our server does not answer. Nothing was sent; try again.</Trans>
  }
}

function Problem({ children }: { readonly children: ReactNode }) {
  return (
    <div className="banner box look" role="alert">
      <CircleAlert className="i s" />
      <p>{children}</p>
    </div>
  )
}

/** The mirror before a conference, with what the controller knows. */
export function ConferencePreJoin(props: ConferencePreJoinProps) {
  const { controller, phase, devices, meter, me, faceOf } = props
  const { t } = useLingui()
  const running = useStore(controller.store, view => view.running.get(phase.conversation))
  const own = useStore(controller.store, view => view.own)
  const problem = useStore(controller.store, view => view.problem)
  const words = useMediaWords()
  const silent = own.voice === null && !own.starting.microphone
  const cameraOn = isCameraOn(own)
  const onMute = () => void controller.setMuted(silent ? false : !phase.muted)
  const onCamera = () => void controller.setCamera(!cameraOn)
  useShortcuts({ M: onMute, V: onCamera })
  const others = peopleOf(running?.people ?? []).filter(person => person !== me.id)
  return (
    <PreJoin
      mode={running === undefined ? 'start' : 'join'}
      me={me}
      devices={devices}
      meter={meter}
      microphone={{ onPress: onMute, muted: phase.muted || silent, track: own.voice }}
      camera={{ onPress: onCamera, on: cameraOn, track: own.camera }}
      people={others.map(faceOf)}
      problem={
        phase.refused !== null ? (
          <Problem>
            <Refused error={phase.refused} />
          </Problem>
        ) : problem !== null ? (
          <Problem>
            <b>{words(problem).title}</b> {words(problem).text}{' '}
            {problem.source === 'microphone' && t`You can join and listen.`}
          </Problem>
        ) : null
      }
      busy={phase.busy}
      onJoin={() => void controller.join()}
    />
  )
}
