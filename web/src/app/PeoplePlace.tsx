import { useLingui } from '@lingui/react/macro'
import { ConversationView } from '@tacet/protocol/conversation'
import { type ConversationId, PersonId } from '@tacet/protocol/ids'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import { request } from '../http/request.ts'
import { findPerson } from '../people/api.ts'
import { BlockCalls } from '../people/BlockCalls.tsx'
import { NobodyChosen } from '../people/NobodyChosen.tsx'
import { PeopleList } from '../people/PeopleList.tsx'
import { PersonPage } from '../people/PersonPage.tsx'
import { PersonTrustOf } from '../trust/PersonTrustOf.tsx'
import { TrustMarkOf } from '../trust/TrustMarkOf.tsx'
import { CallButtonsFor } from './CallButtonsFor.tsx'
import type { Page } from './createPage.ts'
import { Frame, type PlaceProps } from './Frame.tsx'
import { endCallWith } from './useCallTrust.tsx'
import { directWith, hear, shownOf, titleOf } from './World.ts'

/** The directory, and the person that is open. */
export function PeoplePlace({ page, stage, person: path }: PlaceProps & { readonly person: string | null }) {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const world = useStore(page.world)
  const parsed = PersonId.safeParse(path)
  const open = parsed.success ? parsed.data : null
  return (
    <Frame
      page={page}
      stage={stage}
      view={open === null ? 'list' : 'conversation'}
      listName={t`People`}
      onStored={() => undefined}
      list={
        <PeopleList
          organization={world.organization.name}
          me={world.me.id}
          manages={world.me.role === 'admin'}
          current={open}
          presenceOf={id => shownOf(world, id).presence}
          markOf={id => <TrustMarkOf peers={page.peers} person={id} brief />}
          onNavigate={stage.hide}
        />
      }
      main={
        open === null ? (
          <main className="talk" id="main">
            <NobodyChosen manages={world.me.role === 'admin'} />
          </main>
        ) : (
          <OpenPerson key={open} page={page} id={open} onBack={() => navigate('/people')} />
        )
      }
      side={null}
    />
  )
}

interface OpenPersonProps {
  readonly page: Page
  readonly id: PersonId
  readonly onBack: () => void
}

function OpenPerson({ page, id, onBack }: OpenPersonProps) {
  const [, navigate] = useLocation()
  const world = useStore(page.world)
  const manages = world.me.role === 'admin'
  const known = world.people.get(id)
  // Somebody with whom one shares nothing yet is only in the directory.
  const { data: found } = useQuery({
    queryKey: ['people', 'one', id],
    queryFn: () => findPerson(id),
    enabled: known === undefined,
  })
  const nobody = known === undefined && found?.ok === false && found.failure.error === 'not-found'
  useEffect(() => {
    if (nobody) navigate('/people', { replace: true })
  }, [nobody, navigate])
  const person = known ?? (found?.ok ? found.value : null)
  if (person === null) return <main className="talk" id="main" />
  const conversation = directWith(world, id)

  const make = async (): Promise<ConversationId | null> => {
    const answer = await request('/api/conversations', {
      method: 'POST',
      body: { kind: 'direct', person: id },
      answer: ConversationView,
    })
    if (!answer.ok) return null
    page.world.setState(now => hear(now, { t: 'conversation', view: answer.value }), true)
    return answer.value.conversation.id
  }
  const onMessage = async () => {
    const where = conversation ?? (await make())
    if (where !== null) navigate(`/c/${where}`)
  }
  return (
    <PersonPage
      person={person}
      shown={shownOf(world, id)}
      organization={world.organization.name}
      isMe={id === world.me.id}
      manages={manages}
      shared={[...world.conversations.values()]
        .filter(each => each.kind === 'group' && each.members.includes(id) && id !== world.me.id)
        .map(each => ({ id: each.id, title: titleOf(world, each), members: each.members.length }))}
      onMessage={() => void onMessage()}
      actions={<CallButtonsFor page={page} partner={id} conversation={conversation} onMake={make} />}
      trust={
        <PersonTrustOf
          peers={page.peers}
          own={page.ownDevice}
          person={id}
          name={person.name}
          place="page"
          onNoMatch={() => endCallWith(page, id)}
        />
      }
      block={<BlockCalls person={id} name={person.name} blocked={world.blocked.has(id)} place="page" />}
      onBack={onBack}
    />
  )
}
