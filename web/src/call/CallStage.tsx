import { useLingui } from '@lingui/react/macro'
import type { CallState } from '@tacet/domain/call/CallState'
import type { CallRowId, PersonId } from '@tacet/protocol/ids'
import { Film, Pause, Play, Type } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Devices, MeterLevel } from '../media/ports.ts'
import { ControlBar } from '../stage/ControlBar.tsx'
import type { Control } from '../stage/ControlButton.tsx'
import { EncryptionLabel } from '../stage/EncryptionLabel.tsx'
import { EncryptionSheet } from '../stage/EncryptionSheet.tsx'
import { SharingBar, shareSurface } from '../stage/SharingBar.tsx'
import { Stage } from '../stage/Stage.tsx'
import { StageTop } from '../stage/StageTop.tsx'
import type { Face } from '../stage/Tile.tsx'
import { useFullScreen } from '../stage/useFullScreen.ts'
import { useShortcuts } from '../stage/useShortcuts.ts'
import type { CallController } from './CallController.ts'
import { CallPicture } from './CallPicture.tsx'
import type { CallTrust } from './CallTrust.ts'
import { CallVerdict, type CallVerdictProps } from './CallVerdict.tsx'
import type { CallView } from './CallView.ts'
import { encryptionOf } from './encryptionOf.ts'
import { MediaProblemDialog } from './MediaProblemDialog.tsx'
import { QualityNote } from './QualityNote.tsx'
import { useCallWords } from './useCallWords.ts'
import type { Hold } from './useHold.ts'

/** The way from this call to a conference. */
export interface CallUpgrade {
  /** "Add person", and what stands in its way. */
  readonly person: Control
  /** What becomes of it; null while nothing does. */
  readonly note: ReactNode | null
}

export interface CallStageProps {
  readonly controller: CallController
  readonly devices: Devices
  readonly meter: MeterLevel
  readonly me: Face
  readonly faceOf: (person: PersonId) => Face
  readonly back: { readonly to: 'messages' | 'list'; readonly onPress: () => void }
  /** Opens the small window; null where the browser can't, or it is open. */
  readonly onPopOut: (() => void) | null
  readonly trust: CallTrust
  /** Looks at the way to our server (CALL-8). */
  readonly check: CallVerdictProps['check']
  readonly upgrade: CallUpgrade
  readonly hold: Hold
  /** Shows "What we stored about this call". */
  readonly onStored: (row: CallRowId) => void
}

type Shown = Exclude<CallState, { at: 'idle' | 'ringing-in' }>

/** A direct call, from the press of a button to the end, in the middle of the page. */
export function CallStage(props: CallStageProps) {
  const view = useStore(props.controller.store)
  if (view.call.at === 'idle' || view.call.at === 'ringing-in') return null
  return <ShownCall {...props} view={view} call={view.call} />
}

function ShownCall({
  controller,
  view,
  call,
  hold,
  ...props
}: CallStageProps & { view: CallView; call: Shown }) {
  const [sheet, setSheet] = useState(false)
  const [why, setWhy] = useState(false)
  const { kindName } = useCallWords()
  const fullScreen = useFullScreen()
  const peer = props.faceOf(call.facts.peer)
  const over = call.at === 'ended'
  const talking = call.at === 'connected' || call.at === 'reconnecting'
  const encryption = encryptionOf(view, props.trust.verified)
  const talkedFor = useTalkedFor(view)
  const resting = hold.mine || hold.theirs
  const onClose = useCallback(() => controller.dismiss(), [controller])
  const onDismissNews = useCallback(() => controller.dismissNote('deviceNews'), [controller])
  useShortcuts({
    M: over || resting ? null : () => void controller.toggleMicrophone(),
    V: over || resting ? null : () => void controller.toggleCamera(),
    D: talking && !resting ? () => void controller.toggleScreen() : null,
    F: fullScreen?.onPress ?? null,
  })

  const onAgain = () => controller.dial(call.facts.conversation, call.facts.peer, call.facts.media)
  const title = talking || over ? peer.name : kindName(call.facts.media)
  const row = call.facts.row
  return (
    <Stage framed={view.own.screen !== null} alone={fullScreen?.on ?? false}>
      {view.own.screen !== null && talking && (
        <SharingBar
          surface={shareSurface(view.own.screen)}
          audience={peer.name}
          pause={{
            paused: view.own.screenPaused,
            onPress: () => controller.share.pauseScreen(!view.own.screenPaused),
          }}
          onStop={() => void controller.toggleScreen()}
        />
      )}
      <StageTop
        title={title}
        back={over ? { to: 'messages', onPress: onClose } : props.back}
        since={over ? null : view.connectedSince}
        label={
          over && encryption.class !== 'blocked' ? null : (
            <EncryptionLabel
              encryption={encryption}
              open={sheet && !over}
              onPress={over ? null : () => setSheet(!sheet)}
            />
          )
        }
        quality={talking && !resting ? (view.quality?.bars ?? null) : null}
        onQuality={() => setWhy(!why)}
        onPopOut={talking ? props.onPopOut : null}
        fullScreen={over ? null : fullScreen}
      />
      {over && encryption.class === 'blocked' ? (
        props.trust.verdict({ call, sas: view.sas, talkedFor, onAgain, onBack: onClose })
      ) : over ? (
        <CallVerdict call={call} peer={peer} onAgain={onAgain} check={props.check} onClose={onClose} />
      ) : (
        <>
          <div className="view">
            <CallPicture
              view={view}
              call={call}
              peer={peer}
              me={props.me}
              onDismiss={() => controller.dismissNote('problem')}
              onDismissNews={onDismissNews}
              onPopOut={props.onPopOut}
              note={talking ? (props.upgrade.note ?? props.trust.note(() => setSheet(true))) : null}
              hold={hold}
              held={hold.behind === null ? null : props.faceOf(hold.behind)}
            />
            {why && talking && !resting && view.quality !== null && (
              <QualityNote
                report={view.quality}
                facts={view.facts}
                peer={peer.name}
                onClose={() => setWhy(false)}
              />
            )}
            {sheet && (
              <EncryptionSheet
                encryption={encryption}
                peer={peer.name}
                facts={talking ? view.facts : null}
                onClose={() => setSheet(false)}
                onStored={row === null ? null : () => props.onStored(row)}
              >
                {view.secured && view.sas !== null ? props.trust.emoji(view.sas) : undefined}
              </EncryptionSheet>
            )}
          </div>
          <Bar
            controller={controller}
            view={view}
            talking={talking}
            person={props.upgrade.person}
            hold={hold}
            devices={props.devices}
            meter={props.meter}
          />
        </>
      )}
      {call.at === 'preparing' && view.problem !== null && (
        <MediaProblemDialog
          problem={view.problem}
          controller={controller}
          devices={props.devices}
          peer={peer.name}
        />
      )}
    </Stage>
  )
}

/** How long the two have talked, kept when the call ends. Milliseconds; null before. */
function useTalkedFor({ call, connectedSince }: CallView): number | null {
  const over = call.at === 'ended'
  const [talked, setTalked] = useState<number | null>(null)
  useEffect(() => {
    setTalked(over && connectedSince !== null ? performance.now() - connectedSince : null)
  }, [over, connectedSince])
  return talked
}

interface BarProps {
  readonly controller: CallController
  readonly view: CallView
  readonly talking: boolean
  readonly person: Control
  readonly hold: Hold
  readonly devices: Devices
  readonly meter: MeterLevel
}

function Bar({ controller, view, talking, person, hold, devices, meter }: BarProps) {
  const { t } = useLingui()
  const { own } = view
  const sharing = own.screen !== null
  const resting = hold.mine || hold.theirs ? t`The call is on hold` : undefined
  const shareReason = !devices.canCaptureScreen
    ? t`This browser can’t share a screen`
    : (resting ?? (talking || sharing ? undefined : t`As soon as you are connected`))
  const smooth = own.screen?.contentHint === 'motion'
  const motion = {
    key: 'motion',
    icon: smooth ? Type : Film,
    name: smooth ? t`Optimise for text` : t`Optimise for video`,
    onPress: () => controller.share.setScreenMotion(!smooth),
  }
  const holding = hold.mine
    ? { key: 'hold', icon: Play, name: t`Resume`, onPress: hold.onResume }
    : { key: 'hold', icon: Pause, name: t`Hold call`, onPress: hold.onHold }
  return (
    <ControlBar
      devices={devices}
      meter={meter}
      microphone={{
        onPress: resting === undefined ? () => void controller.toggleMicrophone() : null,
        reason: resting,
        muted: own.microphone !== 'on',
        track: own.voice,
      }}
      camera={{
        onPress: resting === undefined ? () => void controller.toggleCamera() : null,
        reason: resting,
        on: own.camera !== null,
      }}
      share={{
        onPress: shareReason === undefined ? () => void controller.toggleScreen() : null,
        reason: shareReason,
        sharing,
      }}
      person={talking ? person : { onPress: null, reason: t`As soon as you are connected` }}
      more={[...(sharing ? [motion] : []), ...(talking ? [holding] : [])]}
      leave={{ kind: 'hang-up', onPress: () => controller.hangUp() }}
    />
  )
}
