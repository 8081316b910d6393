import type { CallRowId } from '@tacet/protocol/ids'
import { type ReactNode, useEffect } from 'react'
import { useLocation } from 'wouter'
import { CallStage } from '../call/CallStage.tsx'
import { DirectCallBar } from '../call/DirectCallBar.tsx'
import { SilencedNote } from '../call/SilencedNote.tsx'
import { useHold } from '../call/useHold.ts'
import { useShownCall } from '../call/useShownCall.ts'
import { ConferenceCallBar } from '../conference/ConferenceCallBar.tsx'
import { ConferenceStage } from '../conference/ConferenceStage.tsx'
import { DeviceNotes } from '../device/DeviceNotes.tsx'
import { useIsPhone } from '../ui/useIsPhone.ts'
import type { Page } from './createPage.ts'
import { Rail } from './Rail.tsx'
import { useCallTrust } from './useCallTrust.tsx'
import { useFaceOf, useMe } from './useFaceOf.ts'
import type { StagePlace } from './useStage.ts'
import { useTitleOf } from './useTitleOf.ts'
import { useUpgrade, useWayBack } from './useUpgrade.tsx'

export interface PlaceProps {
  readonly page: Page
  readonly stage: StagePlace
  readonly onJump: () => void
}

export interface FrameProps {
  readonly page: Page
  readonly stage: StagePlace
  /** On a phone one of them is shown: which? */
  readonly view: 'list' | 'conversation' | 'details' | 'page'
  readonly listName: string
  /** Head, search field and rows of the list column. */
  readonly list: ReactNode
  /** What one reads; gives way to the stage. */
  readonly main: ReactNode
  /** The details place at the right, or null. */
  readonly side: ReactNode
  readonly onStored: (row: CallRowId) => void
}

/** Rail, list and middle; the stage of a call takes the middle, or the call is a bar at the foot of the list. */
export function Frame({ page, stage, view, listName, list, main, side, onStored }: FrameProps) {
  const me = useMe(page)
  const faceOf = useFaceOf(page)
  const titleOf = useTitleOf(page)
  const [path, navigate] = useLocation()
  const trust = useCallTrust(page, () => {
    const { call } = page.calls.controller.store.getState()
    stage.hide()
    if (call.at !== 'idle') navigate(`/people/${call.facts.peer}`)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere leaves the stage, the call goes on
  useEffect(() => {
    document.title = 'Tacet'
  }, [path])
  const upgrade = useUpgrade(page)
  const wayBack = useWayBack(page)
  const controller = useShownCall(page.calls.telephone)
  const hold = useHold(page.calls.telephone)
  const isPhone = useIsPhone()
  // Where the list is all there is, it is the page's main part.
  const listAlone = isPhone && view === 'list' && !stage.shown
  const back = stage.folded
    ? ({ to: 'list', onPress: stage.unfold } as const)
    : ({ to: 'messages', onPress: stage.hide } as const)
  const onPopOut = stage.popOut.onOpen
  const shared = { devices: page.devices, meter: page.meter, me, faceOf, back, onPopOut, onStored }
  return (
    <div className="app" data-view={stage.shown ? 'call' : view}>
      <Rail page={page} onNavigate={stage.hide} />
      {!stage.folded && (
        <section className="list" role={listAlone ? 'main' : 'complementary'} aria-label={listName}>
          {list}
          <SilencedNote />
          <DeviceNotes own={page.ownDevice} name={me.name} onNavigate={stage.hide} />
          {!stage.shown && stage.running === 'call' && (
            <DirectCallBar
              controller={controller}
              hold={hold}
              faceOf={faceOf}
              verified={trust.verified}
              onPopOut={onPopOut}
              onReturn={stage.show}
            />
          )}
          {!stage.shown && stage.running === 'conference' && (
            <ConferenceBarOf
              page={page}
              titleOf={titleOf}
              me={me}
              faceOf={faceOf}
              onPopOut={onPopOut}
              onReturn={stage.show}
            />
          )}
        </section>
      )}
      {stage.shown && stage.running === 'call' && (
        <CallStage
          controller={controller}
          hold={hold}
          trust={trust}
          upgrade={upgrade}
          check={page.checkConnection}
          {...shared}
        />
      )}
      {upgrade.dialog}
      {stage.shown && stage.running === 'conference' && (
        <ConferenceStage controller={page.conferences} titleOf={titleOf} note={wayBack} {...shared} />
      )}
      {!stage.shown && main}
      {!stage.shown && side}
    </div>
  )
}

interface ConferenceBarOfProps {
  readonly page: Page
  readonly titleOf: ReturnType<typeof useTitleOf>
  readonly me: ReturnType<typeof useMe>
  readonly faceOf: ReturnType<typeof useFaceOf>
  readonly onPopOut: (() => void) | null
  readonly onReturn: () => void
}

function ConferenceBarOf({ page, titleOf, me, faceOf, onPopOut, onReturn }: ConferenceBarOfProps) {
  const { phase } = page.conferences.store.getState()
  const conversation =
    phase.is === 'in' ? phase.conference.conversation : phase.is === 'pre-join' ? phase.conversation : null
  return (
    <ConferenceCallBar
      controller={page.conferences}
      me={me}
      faceOf={faceOf}
      title={conversation === null ? '' : titleOf(conversation)}
      onPopOut={onPopOut}
      onReturn={onReturn}
    />
  )
}
