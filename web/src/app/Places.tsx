import { useLingui } from '@lingui/react/macro'
import { Fragment, useEffect, useState } from 'react'
import { Link, Route, Switch, useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { CallController } from '../call/CallController.ts'
import { MutedHint } from '../call/MutedHint.tsx'
import { RingingDialog, RingingElsewhere } from '../call/RingingDialog.tsx'
import { useShownCall } from '../call/useShownCall.ts'
import { WaitingCall } from '../call/WaitingCall.tsx'
import { DeviceWaitingPage } from '../device/DeviceWaitingPage.tsx'
import { LanguageSwitch } from '../i18n/LanguageSwitch.tsx'
import { SecurityPage } from '../security/SecurityPage.tsx'
import { WholeScreenDialog } from '../stage/WholeScreenDialog.tsx'
import { showToast } from '../ui/toasts.ts'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import type { Page } from './createPage.ts'
import { ConferenceRings, Sound, UpgradeAsked } from './Interruptions.tsx'
import { Jump } from './Jump.tsx'
import { useJumpKey } from './JumpField.tsx'
import { MessagesPlace } from './MessagesPlace.tsx'
import { PeoplePlace } from './PeoplePlace.tsx'
import { PoppedOut } from './PoppedOut.tsx'
import { SettingsPlace } from './SettingsPlace.tsx'
import { useCallVerified } from './useCallTrust.tsx'
import { useFaceOf } from './useFaceOf.ts'
import { useStage } from './useStage.ts'

/** The signed-in page: rail, list, what one reads or the stage of a call, and what lies over all of it. */
export function Places({ page }: { readonly page: Page }) {
  const { t } = useLingui()
  const stage = useStage(page)
  const controller = useShownCall(page.calls.telephone)
  const [, navigate] = useLocation()
  const [jumping, setJumping] = useState(false)
  const waits = useStore(page.ownDevice.store, now => now.is === 'waiting' && now.because === 'new')
  const [later, setLater] = useState(false)
  useJumpKey(() => setJumping(true))
  const place = { page, stage, onJump: () => setJumping(true) }
  return (
    <Fragment>
      <a className="skip" href="#main">{t`Skip to the content`}</a>
      <Switch>
        <Route path="/people/:person?">
          {({ person }) => <PeoplePlace {...place} person={person ?? null} />}
        </Route>
        <Route path="/settings/:part?">
          {({ part }) => <SettingsPlace {...place} part={part ?? null} />}
        </Route>
        <Route path="/organization">
          <SettingsPlace {...place} part="organization" />
        </Route>
        <Route path="/security">
          <SecurityPage
            organization={page.world.getState().organization.name}
            header={
              <>
                <LanguageSwitch />
                <Link className="btn small" href="/">{t`Back to messages`}</Link>
              </>
            }
          />
        </Route>
        <Route path="/c/:conversation">
          {({ conversation }) => <MessagesPlace {...place} conversation={conversation} />}
        </Route>
        <Route>
          {waits && !later ? (
            <DeviceWaitingPage
              own={page.ownDevice}
              organization={page.world.getState().organization.name}
              onLater={() => setLater(true)}
            />
          ) : (
            <MessagesPlace {...place} conversation={null} />
          )}
        </Route>
      </Switch>
      <Sound page={page} />
      <WholeScreenDialog devices={page.devices} />
      <MutedHint controller={controller} meter={page.meter} />
      <PoppedOut page={page} stage={stage} />
      <ConnectionBanner signaling={page.signaling} />
      <Ringing page={page} onAccept={stage.show} />
      <UpgradeAsked page={page} />
      <ConferenceRings page={page} onShow={stage.show} />
      {jumping && (
        <Jump
          page={page}
          onClose={() => setJumping(false)}
          onGo={path => {
            setJumping(false)
            stage.hide()
            navigate(path)
          }}
        />
      )}
    </Fragment>
  )
}

/** [CALL-6] Another device of the person was faster: said once, in nobody's way. */
function useAnsweredElsewhere(controller: CallController): void {
  const { t } = useLingui()
  const elsewhere = useStore(
    controller.store,
    ({ call }) => call.at === 'ended' && call.role === 'callee' && call.outcome === 'elsewhere',
  )
  const words = t`Answered on another device`
  useEffect(() => {
    if (elsewhere) showToast(words)
  }, [elsewhere, words])
}

function Ringing({ page, onAccept }: { readonly page: Page; readonly onAccept: () => void }) {
  const { notices, otherTabs, telephone } = page.calls
  const controller = useShownCall(telephone)
  const waiting = useStore(telephone.store, view => view.waiting)
  const waits = useStore((waiting ?? controller).store, view => view.call)
  useAnsweredElsewhere(controller)
  const call = useStore(controller.store, view => view.call)
  const elsewhere = useStore(otherTabs.store)
  const verified = useCallVerified(page)
  const faceOf = useFaceOf(page)
  if (call.at === 'ringing-in') {
    return (
      <RingingDialog
        key={call.facts.call}
        peer={faceOf(call.facts.peer)}
        media={call.facts.media}
        verified={verified}
        notices={notices}
        onReply={text => {
          controller.decline()
          void page.timelines.of(call.facts.conversation).send(text)
        }}
        onAccept={media => {
          // One conversation at a time: whoever accepts a call leaves the conference they are in. On the way back from it
          // to a direct call with the one other person in it (UPG-5) that comes when they talk.
          if (page.upgrades.wayBack.store.getState().offer !== call.facts.peer) page.conferences.leave()
          controller.accept(media)
          onAccept()
        }}
        onDecline={() => controller.decline()}
      />
    )
  }
  if (waiting !== null && waits.at === 'ringing-in') {
    return (
      <WaitingCall
        peer={faceOf(waits.facts.peer)}
        media={waits.facts.media}
        onAccept={running => {
          page.conferences.leave()
          telephone.acceptWaiting(running)
          onAccept()
        }}
        onDecline={() => waiting.decline()}
      />
    )
  }
  if (elsewhere.is === 'ringing') {
    return (
      <RingingElsewhere
        peer={faceOf(elsewhere.peer)}
        media={elsewhere.media}
        onDecline={() => otherTabs.declineThere(elsewhere.call)}
      />
    )
  }
  return null
}
