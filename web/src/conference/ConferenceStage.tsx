import { useLingui } from '@lingui/react/macro'
import type { CallRowId, ConversationId } from '@tacet/protocol/ids'
import { type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Devices, MeterLevel, Quality } from '../media/ports.ts'
import { EncryptionLabel } from '../stage/EncryptionLabel.tsx'
import { EncryptionSheet } from '../stage/EncryptionSheet.tsx'
import { SharingBar, shareSurface } from '../stage/SharingBar.tsx'
import { ShortcutsDialog } from '../stage/ShortcutsDialog.tsx'
import { Stage } from '../stage/Stage.tsx'
import { StageTop } from '../stage/StageTop.tsx'
import type { Face } from '../stage/Tile.tsx'
import { useFullScreen } from '../stage/useFullScreen.ts'
import { useShortcuts } from '../stage/useShortcuts.ts'
import { ConferenceBar } from './ConferenceBar.tsx'
import type { ConferenceController } from './ConferenceController.ts'
import { ConferenceEnd } from './ConferenceEnd.tsx'
import { ConferencePicture } from './ConferencePicture.tsx'
import { ConferencePreJoin } from './ConferencePreJoin.tsx'
import { type ConferenceView, isCameraOn, type LineState, type Phase } from './ConferenceView.ts'
import { EndForAllDialog } from './EndForAllDialog.tsx'
import type { FaceOf } from './FaceOf.ts'

export interface ConferenceStageProps {
  readonly controller: ConferenceController
  readonly devices: Devices
  readonly meter: MeterLevel
  readonly me: Face
  readonly faceOf: FaceOf
  readonly titleOf: (conversation: ConversationId) => string
  readonly back: { readonly to: 'messages' | 'list'; readonly onPress: () => void }
  /** Opens the small window (`usePopOut`); null where the browser can't, or it is open. */
  readonly onPopOut: (() => void) | null
  /** What is to be said where nothing more urgent is; null: nothing. */
  readonly note: ReactNode | null
  /** Shows "What we stored about this call". */
  readonly onStored: (row: CallRowId) => void
}

const CONFERENCE = { class: 'conference' } as const

/** A conference in the middle of the page: the mirror before it, the conference, and how it ended. */
export function ConferenceStage(props: ConferenceStageProps) {
  const view = useStore(props.controller.store)
  const { phase } = view
  switch (phase.is) {
    case 'out':
      return null
    case 'pre-join':
      return <Before {...props} view={view} phase={phase} />
    case 'in':
      return <Inside {...props} view={view} phase={phase} />
    case 'over':
      return (
        <ConferenceEnd
          controller={props.controller}
          conference={phase.conference}
          ending={phase.ending}
          title={props.titleOf(phase.conference.conversation)}
          faceOf={props.faceOf}
          onStored={props.onStored}
        />
      )
  }
}

type Part<P extends Phase['is']> = ConferenceStageProps & {
  readonly view: ConferenceView
  readonly phase: Extract<Phase, { is: P }>
}

/** The label and the sheet behind it; facts are read while it is open. */
function useSheet({ controller }: ConferenceStageProps, line: string) {
  const [open, setOpen] = useState(false)
  // Read again when the line is up: the path may be a new one.
  useEffect(() => {
    if (open && line === 'connected') void controller.lookAtFacts()
  }, [open, line, controller])
  return {
    open,
    onClose: () => setOpen(false),
    label: <EncryptionLabel encryption={CONFERENCE} open={open} onPress={() => setOpen(!open)} />,
  }
}

function Before(props: Part<'pre-join'>) {
  const { controller, phase } = props
  const sheet = useSheet(props, 'none')
  return (
    <Stage>
      <StageTop
        title={props.titleOf(phase.conversation)}
        back={{ to: 'messages', onPress: () => controller.leave() }}
        since={null}
        label={sheet.label}
        quality={null}
        onPopOut={null}
        fullScreen={null}
      />
      <div className="view">
        <ConferencePreJoin {...props} />
        {sheet.open && (
          <EncryptionSheet
            encryption={CONFERENCE}
            peer={null}
            facts={null}
            onClose={sheet.onClose}
            onStored={null}
          />
        )}
      </div>
    </Stage>
  )
}

/** While the line is up, "nothing arrives" is the engine's word for very little. */
function qualityOf({ self }: ConferenceView, line: LineState): Quality {
  if (line !== 'connected') return 0
  return self.quality === 0 ? 1 : self.quality
}

function Inside(props: Part<'in'>) {
  const { controller, view, phase, devices, meter, onStored } = props
  const { t } = useLingui()
  const { conference, line } = phase
  const sheet = useSheet(props, line)
  const fullScreen = useFullScreen()
  const [dialog, setDialog] = useState<'keys' | 'end' | null>(null)
  const { own } = view
  const title = props.titleOf(conference.conversation)
  const sharing = own.screen !== null
  const onMute = () => void controller.setMuted(!own.muted)
  const onCamera = () => void controller.setCamera(!isCameraOn(own))
  const onShare = sharing || devices.canCaptureScreen ? () => void controller.setSharing(!sharing) : null
  useShortcuts({
    M: onMute,
    V: onCamera,
    D: onShare,
    F: fullScreen?.onPress ?? null,
    '?': () => setDialog('keys'),
  })
  const row = conference.row
  return (
    <Stage framed={sharing} alone={fullScreen?.on ?? false}>
      {own.screen !== null && (
        <SharingBar
          surface={shareSurface(own.screen)}
          audience={title}
          pause={null}
          onStop={() => void controller.setSharing(false)}
        />
      )}
      <StageTop
        title={title}
        back={props.back}
        since={conference.startedAt + view.clockOffset}
        label={sheet.label}
        quality={qualityOf(view, line)}
        onPopOut={props.onPopOut}
        fullScreen={fullScreen}
      />
      <div className="view">
        <ConferencePicture
          controller={controller}
          view={view}
          line={line}
          me={props.me}
          faceOf={props.faceOf}
          ringing={conference.ringing}
          note={props.note}
        />
        {sheet.open && (
          <EncryptionSheet
            encryption={CONFERENCE}
            peer={null}
            facts={view.facts}
            onClose={sheet.onClose}
            onStored={row === null ? null : () => onStored(row)}
          />
        )}
      </div>
      <ConferenceBar
        controller={controller}
        own={own}
        devices={devices}
        meter={meter}
        share={{
          onPress: onShare,
          reason: onShare === null ? t`This browser can’t share a screen` : undefined,
        }}
        host={conference.host === props.me.id}
        fullScreen={fullScreen}
        onKeys={() => setDialog('keys')}
        onEndForAll={() => setDialog('end')}
      />
      {dialog === 'keys' && (
        <ShortcutsDialog keys={['M', 'V', 'D', 'F', '?']} onClose={() => setDialog(null)} />
      )}
      {dialog === 'end' && (
        <EndForAllDialog
          people={phase.people.length - 1}
          onEnd={signal => controller.endForAll(signal)}
          onClose={() => setDialog(null)}
        />
      )}
    </Stage>
  )
}
