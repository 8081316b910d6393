import { isFree } from '@tacet/domain/call/CallState'
import type { PersonId } from '@tacet/protocol/ids'
import { useQuery } from '@tanstack/react-query'
import { useStore } from 'zustand'
import { CallSound } from '../call/CallSound.tsx'
import { wasTyping } from '../call/typing.ts'
import { ConferenceRingDialog } from '../conference/ConferenceRingDialog.tsx'
import { ConferenceSound } from '../conference/ConferenceSound.tsx'
import { findPerson } from '../people/api.ts'
import { AskedDialog } from '../upgrade/AskedDialog.tsx'
import type { Page } from './createPage.ts'
import { useFaceOf } from './useFaceOf.ts'
import { useTitleOf } from './useTitleOf.ts'

/** What everybody says. While a call becomes a conference, or the other way round, both are there and one is heard. */
export function Sound({ page }: { readonly page: Page }) {
  const silent = useStore(page.upgrades.controller.store, view => view.silent)
  const leaving = useStore(page.upgrades.wayBack.store, view => view.leaving)
  const { calls, conferences, devices } = page
  const { shown, onHold } = useStore(calls.telephone.store)
  return (
    <>
      <CallSound controller={shown} devices={devices} silent={silent === 'call' || onHold} />
      <ConferenceSound
        controller={conferences}
        devices={devices}
        silent={silent === 'conference' || leaving}
      />
    </>
  )
}

/** [UPG-2] The other side of the call would like to add somebody. */
export function UpgradeAsked({ page }: { readonly page: Page }) {
  const { controller } = page.upgrades
  const { state, peer, until } = useStore(controller.store)
  if (state.at !== 'asked' || peer === null) return null
  return (
    <Asked
      key={state.wish.ask}
      page={page}
      peer={peer}
      people={state.wish.people}
      until={until}
      onAnswer={yes => controller.answer(yes)}
    />
  )
}

interface AskedProps {
  readonly page: Page
  readonly peer: PersonId
  readonly people: readonly PersonId[]
  readonly until: number
  readonly onAnswer: (yes: boolean) => void
}

function Asked({ page, peer, people, until, onAnswer }: AskedProps) {
  const faceOf = useFaceOf(page)
  // Somebody with whom one shares nothing yet is only in the directory.
  const { data: found } = useQuery({
    queryKey: ['people', 'some', ...people],
    queryFn: () => Promise.all(people.map(id => findPerson(id))),
  })
  const names = people.map((id, at) => {
    const answer = found?.[at]
    return faceOf(id).name || (answer?.ok ? answer.value.name : '')
  })
  const listed = new Intl.ListFormat(document.documentElement.lang).format(names.filter(Boolean))
  if (listed === '' && found === undefined) return null
  return <AskedDialog peer={faceOf(peer).name} names={listed} until={until} onAnswer={onAnswer} />
}

/** [CONF-2] A conference rings this person. In the phone tab only, and not into a call. */
export function ConferenceRings({ page, onShow }: { readonly page: Page; readonly onShow: () => void }) {
  const me = useStore(page.world, world => world.me.id)
  const ring = useStore(
    page.conferences.store,
    ({ phase, running }) =>
      (phase.is === 'out' && [...running.values()].find(({ ringing }) => ringing.includes(me))) || null,
  )
  const calling = useStore(page.calls.controller.store, ({ call }) => !isFree(call))
  const faceOf = useFaceOf(page)
  const titleOf = useTitleOf(page)
  if (ring === null || calling || !page.calls.phone.isPhone) return null
  return (
    <ConferenceRingDialog
      key={ring.id}
      conference={ring}
      title={titleOf(ring.conversation)}
      faceOf={faceOf}
      wasTyping={wasTyping}
      onRing={page.playRing}
      onJoin={() => {
        page.conferences.answered(ring.id)
        void page.conferences.preJoin(ring.conversation)
        onShow()
      }}
      onDecline={() => page.conferences.answered(ring.id)}
    />
  )
}
