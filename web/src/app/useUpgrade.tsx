import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import type { CallUpgrade } from '../call/CallStage.tsx'
import { useHold } from '../call/useHold.ts'
import { useShownCall } from '../call/useShownCall.ts'
import { PeoplePicker } from '../conversation/PeoplePicker.tsx'
import { AddPersonDialog } from '../upgrade/AddPersonDialog.tsx'
import { UpgradeNote } from '../upgrade/UpgradeNote.tsx'
import { WayBackNote } from '../upgrade/WayBackNote.tsx'
import type { Page } from './createPage.ts'
import { useCallVerified } from './useCallTrust.tsx'
import { useFaceOf } from './useFaceOf.ts'
import { directWith } from './World.ts'

/** "Add person" for the stage of a direct call, and the dialog behind it. */
export function useUpgrade(page: Page): CallUpgrade & { readonly dialog: ReactNode } {
  const { t } = useLingui()
  const [adding, setAdding] = useState(false)
  const { controller } = page.upgrades
  const faceOf = useFaceOf(page)
  const me = useStore(page.world, world => world.me.id)
  const verified = useCallVerified(page)
  const peer = useStore(useShownCall(page.calls.telephone).store, ({ call }) =>
    call.at === 'connected' || call.at === 'reconnecting' ? call.facts.peer : null,
  )
  const hold = useHold(page.calls.telephone)
  const resting = hold.mine || hold.theirs || hold.behind !== null
  const busy = useStore(controller.store, ({ state }) => state.at !== 'none')
  const speaks = useStore(controller.store, ({ failure }) => failure !== null) || busy
  const ready = useStore(page.conferences.store, ({ engine }) => engine.state === 'ready')
  const mayGather = useStore(page.world, ({ me: { role } }) => role === 'admin' || role === 'member')
  const reason = !mayGather
    ? t`Your account can’t bring people together`
    : !ready
      ? t`Conferences are not ready`
      : busy
        ? t`Already asked`
        : resting
          ? t`A call is on hold`
          : undefined
  const name = peer === null ? '' : faceOf(peer).name
  return {
    person: { onPress: reason === undefined ? () => setAdding(true) : null, reason },
    note: speaks ? <UpgradeNote controller={controller} peer={name} /> : null,
    dialog: adding && peer !== null && !busy && (
      <AddPersonDialog
        peer={name}
        verified={verified}
        picker={onChoose => (
          <PeoplePicker
            me={me}
            without={[peer]}
            chosen={[]}
            single
            onChoose={([person]) => person && onChoose(person)}
          />
        )}
        onAsk={person => {
          setAdding(false)
          controller.ask([person.id])
        }}
        onClose={() => setAdding(false)}
      />
    ),
  }
}

/** [UPG-5] For the stage of a conference in which two are left; null where there is nothing to offer. */
export function useWayBack(page: Page): ReactNode | null {
  const { wayBack } = page.upgrades
  const offer = useStore(wayBack.store, view => view.offer)
  const world = useStore(page.world)
  const listed = useStore(page.ownDevice.store, ({ is }) => is === 'listed')
  const conversation = offer && directWith(world, offer)
  if (offer === null || !listed || conversation === null) return null
  return (
    <WayBackNote
      peer={world.people.get(offer)?.name ?? ''}
      onAsk={() => page.calls.controller.dial(conversation, offer, 'audio')}
      onStay={() => wayBack.stay()}
    />
  )
}
