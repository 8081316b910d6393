import { Trans, useLingui } from '@lingui/react/macro'
import type { CallState } from '@tacet/domain/call/CallState'
import { MicOff, Signal, VideoOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { DeviceNote } from '../stage/DeviceNote.tsx'
import { Note } from '../stage/Note.tsx'
import { SelfView } from '../stage/SelfView.tsx'
import { ShareView } from '../stage/ShareView.tsx'
import { type Face, Tile } from '../stage/Tile.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import type { CallView, MediaProblem } from './CallView.ts'
import { HeldNote, OnHold } from './OnHold.tsx'
import type { Hold } from './useHold.ts'

type Alive = Exclude<CallState, { at: 'idle' | 'ringing-in' | 'ended' }>

export interface CallPictureProps {
  readonly view: CallView
  readonly call: Alive
  readonly peer: Face
  readonly me: Face
  readonly onDismiss: () => void
  readonly onDismissNews: () => void
  readonly onPopOut: (() => void) | null
  /** What trust has to say, where nothing more urgent is. */
  readonly note: ReactNode
  readonly hold: Hold
  /** The person of the call that is on hold behind this one. */
  readonly held: Face | null
}

/** What one sees of the other: the wait, the face, or the shared screen; and oneself, small. */
export function CallPicture(props: CallPictureProps) {
  const { view, call, peer, me, hold } = props
  const { t } = useLingui()
  const talking = call.at === 'connected' || call.at === 'reconnecting'
  const { own } = view
  if (talking && (hold.mine || hold.theirs)) {
    return (
      <div className="pic">
        <OnHold hold={hold} peer={peer} />
        <Notes {...props} />
      </div>
    )
  }
  if (talking && view.peer.screen) {
    return (
      <>
        <ShareView
          track={view.peer.screen}
          name={peer.name}
          paused={view.peer.sending.paused?.includes('screen') ?? false}
          onPopOut={props.onPopOut}
          strip={
            <>
              <Tile face={peer} video={view.peer.camera} muted={!view.peer.sending.microphone} />
              <Tile face={me} video={own.camera} self muted={own.microphone !== 'on'} />
            </>
          }
        />
        <Notes {...props} />
      </>
    )
  }
  const share = own.screen === null ? null : { track: own.screen, name: t`What ${peer.name} sees` }
  return (
    <div className="pic">
      {talking ? (
        <Tile
          face={peer}
          video={view.peer.camera}
          full
          plate={!view.peer.sending.microphone}
          muted={!view.peer.sending.microphone}
        />
      ) : (
        <Calling call={call} peer={peer} waitsThere={view.waitsThere} />
      )}
      {(own.camera !== null || share !== null) && <SelfView face={me} video={own.camera} share={share} />}
      <Notes {...props} />
    </div>
  )
}

/** Said while nobody talks yet. */
function Waiting({ call, peer }: { call: Alive; peer: string }) {
  if (call.facts.resumes) return <Trans>Reconnecting …</Trans>
  switch (call.at) {
    case 'preparing':
      return <Trans>Your browser asks for your microphone. Nothing rings before.</Trans>
    case 'dialing':
      return call.unreachable ? (
        <Trans>{peer} is not reachable at the moment. We keep trying.</Trans>
      ) : (
        <Trans>Looking for {peer}’s devices …</Trans>
      )
    case 'ringing-out':
      return <Trans>Ringing on {peer}’s devices …</Trans>
    default:
      return <Trans>Connecting …</Trans>
  }
}

function Calling({ call, peer, waitsThere }: { call: Alive; peer: Face; waitsThere: boolean }) {
  const rings = call.at === 'ringing-out'
  return (
    <div className="calling">
      <span className={rings ? 'ring' : ''}>
        <Avatar id={peer.id} name={peer.name} size={128} />
      </span>
      <h1 dir="auto">{peer.name}</h1>
      <p role="status">
        {rings && waitsThere ? (
          <Trans>In another call. {peer.name} sees your call.</Trans>
        ) : (
          <Waiting call={call} peer={peer.name} />
        )}
      </p>
      {(call.at === 'dialing' || call.at === 'ringing-out') && !call.facts.resumes && (
        <p className="faint f2">
          <Trans>Until {peer.name} accepts, neither of you sees the address of the other.</Trans>
        </p>
      )}
    </div>
  )
}

function Notes({ view, call, peer, onDismiss, onDismissNews, note, hold, held }: CallPictureProps) {
  if (call.at === 'reconnecting') {
    return (
      <Note icon="busy" up>
        <Trans>Reconnecting …</Trans>
      </Note>
    )
  }
  if (held !== null) return <HeldNote hold={hold} held={held} />
  if (view.problem !== null && call.at !== 'preparing') {
    return (
      <Note icon={view.problem.source === 'camera' ? VideoOff : MicOff} look onClose={onDismiss}>
        <Missing problem={view.problem} peer={peer.name} />
      </Note>
    )
  }
  if (view.quality?.videoPaused) {
    return (
      <Note icon={Signal} look>
        <Trans>Your picture is paused: the line has room for your voice alone.</Trans>
      </Note>
    )
  }
  if (view.deviceNews !== null)
    return <DeviceNote news={view.deviceNews} peer={peer.name} onClose={onDismissNews} />
  return note
}

function Missing({ problem, peer }: { problem: MediaProblem; peer: string }) {
  switch (problem.source) {
    case 'microphone':
      return <Trans>Your microphone can’t be opened: {peer} does not hear you.</Trans>
    case 'camera':
      return <Trans>Your camera can’t be opened: {peer} hears you, but does not see you.</Trans>
    case 'screen':
      return <Trans>Your screen can’t be shared.</Trans>
  }
}
