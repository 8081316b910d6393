import { Trans, useLingui } from '@lingui/react/macro'
import type { Conversation, ConversationView as View } from '@tacet/protocol/conversation'
import { type CallRowId, ConversationId, type PersonId } from '@tacet/protocol/ids'
import { MessageSquare, Plus } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import { ConferenceBanner } from '../conference/ConferenceBanner.tsx'
import { ConferenceButton } from '../conference/ConferenceButton.tsx'
import { ConversationDetails } from '../conversation/ConversationDetails.tsx'
import {
  ConversationList,
  ConversationListHead,
  type ListedConversation,
} from '../conversation/ConversationList.tsx'
import { ConversationView } from '../conversation/ConversationView.tsx'
import { NewDirectDialog, NewGroupDialog } from '../conversation/NewConversationDialogs.tsx'
import { StoredCallPanel } from '../conversation/StoredCall.tsx'
import { BlockCalls } from '../people/BlockCalls.tsx'
import { PersonTrustOf } from '../trust/PersonTrustOf.tsx'
import { TrustBannerOf } from '../trust/TrustBannerOf.tsx'
import { TrustMarkOf } from '../trust/TrustMarkOf.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { CallButtonsFor } from './CallButtonsFor.tsx'
import type { Page } from './createPage.ts'
import { Frame, type PlaceProps } from './Frame.tsx'
import { JumpField } from './JumpField.tsx'
import { endCallWith } from './useCallTrust.tsx'
import { useFaceOf } from './useFaceOf.ts'
import { useSide } from './useSide.ts'
import { byRecency, hear, partnerOf, shownOf, titleOf, type World } from './World.ts'

type Making = 'direct' | 'group' | null

/** Messages: the conversations, and the one that is open. */
export function MessagesPlace({
  page,
  stage,
  onJump,
  conversation: path,
}: PlaceProps & { conversation: string | null }) {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const world = useStore(page.world)
  const parsed = ConversationId.safeParse(path)
  const open = parsed.success ? world.conversations.get(parsed.data) : undefined
  const side = useSide(open?.id ?? null)
  const [making, setMaking] = useState<Making>(null)
  const listed = useListed(page, world)
  const nameOf = useCallback((id: PersonId) => world.people.get(id)?.name ?? '', [world.people])

  // A conversation that one has left, or that never was.
  const unknown = path !== null && world.known && !open
  useEffect(() => {
    if (unknown) navigate('/', { replace: true })
  }, [unknown, navigate])

  const onMade = (view: View) => {
    page.world.setState(now => hear(now, { t: 'conversation', view }), true)
    setMaking(null)
    stage.hide()
    navigate(`/c/${view.conversation.id}`)
  }
  const onStored = (row: CallRowId) => {
    stage.hide()
    side.showStored(row)
  }
  const mayMakeGroups = world.me.role === 'admin' || world.me.role === 'member'
  return (
    <>
      <Frame
        page={page}
        stage={stage}
        view={open ? (side.shown ? 'details' : 'conversation') : 'list'}
        listName={t`Conversations`}
        onStored={onStored}
        list={
          <>
            <ConversationListHead
              onNewDirect={() => setMaking('direct')}
              onNewGroup={mayMakeGroups ? () => setMaking('group') : null}
            />
            <JumpField onPress={onJump} />
            <ConversationList
              conversations={listed}
              current={open?.id ?? null}
              me={world.me.id}
              nameOf={nameOf}
              onNavigate={stage.hide}
            />
          </>
        }
        main={
          open ? (
            <OpenConversation
              key={open.id}
              page={page}
              conversation={open}
              side={side}
              onOpenStage={stage.show}
              onStored={onStored}
            />
          ) : (
            <Nothing world={world} onNew={() => setMaking('direct')} />
          )
        }
        side={
          open && side.shown ? <Side page={page} conversation={open} side={side} nameOf={nameOf} /> : null
        }
      />
      {making === 'direct' && (
        <NewDirectDialog me={world.me.id} onMade={onMade} onClose={() => setMaking(null)} />
      )}
      {making === 'group' && (
        <NewGroupDialog me={world.me.id} onMade={onMade} onClose={() => setMaking(null)} />
      )}
    </>
  )
}

function useListed(page: Page, world: World): readonly ListedConversation[] {
  const running = useStore(page.conferences.store, view => view.running)
  return useMemo(
    () =>
      [...world.conversations.values()].sort(byRecency).map(conversation => {
        const partner = partnerOf(world, conversation)
        return {
          conversation,
          title: titleOf(world, conversation),
          partner: partner && { id: partner, presence: shownOf(world, partner).presence },
          live: running.get(conversation.id)?.people.length ?? null,
        }
      }),
    [world, running],
  )
}

interface OpenProps {
  readonly page: Page
  readonly conversation: Conversation
  readonly side: ReturnType<typeof useSide>
  readonly onOpenStage: () => void
  readonly onStored: (row: CallRowId) => void
}

function OpenConversation({ page, conversation, side, onOpenStage, onStored }: OpenProps) {
  const [, navigate] = useLocation()
  const world = useStore(page.world)
  const faceOf = useFaceOf(page)
  const { id } = conversation
  const timeline = useMemo(() => page.timelines.of(id), [page, id])
  const nameOf = useCallback((person: PersonId) => faceOf(person).name, [faceOf])
  const onRead = useCallback(
    (at: number) => {
      const now = page.world.getState().conversations.get(id)
      if (now && (at > now.readAt || now.unread > 0)) void page.markRead(id, at)
    },
    [page, id],
  )
  const partner = partnerOf(world, conversation)
  return (
    <ConversationView
      conversation={conversation}
      title={titleOf(world, conversation)}
      timeline={timeline}
      me={world.me.id}
      nameOf={nameOf}
      partner={
        partner && {
          id: partner,
          shown: shownOf(world, partner),
          active: world.people.get(partner)?.active ?? true,
        }
      }
      actions={
        partner ? (
          <CallButtonsFor page={page} conversation={id} partner={partner} />
        ) : (
          <ConferenceButton
            controller={page.conferences}
            conversation={id}
            faceOf={faceOf}
            onOpen={onOpenStage}
          />
        )
      }
      mark={partner && <TrustMarkOf peers={page.peers} person={partner} />}
      banner={
        partner ? (
          <TrustBannerOf
            peers={page.peers}
            own={page.ownDevice}
            person={partner}
            name={titleOf(world, conversation)}
            onCompare={side.open}
          />
        ) : (
          <ConferenceBanner
            controller={page.conferences}
            conversation={id}
            me={world.me.id}
            faceOf={faceOf}
          />
        )
      }
      details={{ open: side.shown, onToggle: side.toggle }}
      onRead={onRead}
      onStored={onStored}
      onBack={() => navigate('/')}
    />
  )
}

interface SideProps {
  readonly page: Page
  readonly conversation: Conversation
  readonly side: ReturnType<typeof useSide>
  readonly nameOf: (person: PersonId) => string
}

function Side({ page, conversation, side, nameOf }: SideProps) {
  const world = useStore(page.world)
  const title = titleOf(world, conversation)
  const { last } = conversation
  const partner = partnerOf(world, conversation)
  if (side.stored !== null) {
    return (
      <StoredCallPanel
        row={side.stored}
        version={last?.type === 'call' ? `${last.call.status} ${last.call.endedAt}` : ''}
        conference={conversation.kind === 'group'}
        title={title}
        me={world.me.id}
        nameOf={nameOf}
        onClose={side.close}
      />
    )
  }
  return (
    <ConversationDetails
      conversation={conversation}
      title={title}
      me={world.me.id}
      cardOf={id => world.people.get(id)}
      shownOf={id => shownOf(world, id)}
      trust={
        partner && (
          <PersonTrustOf
            peers={page.peers}
            own={page.ownDevice}
            person={partner}
            name={title}
            place="side"
            onNoMatch={() => endCallWith(page, partner)}
          />
        )
      }
      block={
        partner && (
          <BlockCalls person={partner} name={title} blocked={world.blocked.has(partner)} place="side" />
        )
      }
      onClose={side.close}
    />
  )
}

function Nothing({ world, onNew }: { readonly world: World; readonly onNew: () => void }) {
  const { name } = world.organization
  if (!world.known) return <main className="talk" id="main" />
  const some = world.conversations.size > 0
  return (
    <main className="talk" id="main">
      <EmptyState
        icon={MessageSquare}
        title={some ? <Trans>No conversation chosen</Trans> : <Trans>No conversation yet</Trans>}
        action={
          <button type="button" className="btn main" onClick={onNew}>
            <Plus className="i s" />
            <Trans>New direct message</Trans>
          </button>
        }
      >
        {some ? (
          <Trans>Choose one at the left, or begin a new one.</Trans>
        ) : (
          <Trans>Write to somebody at {name}. Calls begin at the top of every direct message.</Trans>
        )}
      </EmptyState>
    </main>
  )
}
