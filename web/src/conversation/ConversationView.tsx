import './conversation.css'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Conversation } from '@tacet/protocol/conversation'
import type { CallRowId, PersonId } from '@tacet/protocol/ids'
import type { Shown } from '@tacet/protocol/presence'
import { ChevronLeft, PanelRight, UsersRound } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { PersonAvatar } from '../presence/PersonAvatar.tsx'
import { useShownWords } from '../presence/usePresenceWords.ts'
import { Composer } from './Composer.tsx'
import type { Timeline } from './Timeline.ts'
import { TimelineLog } from './TimelineLog.tsx'

export interface ConversationViewProps {
  readonly conversation: Conversation
  readonly title: string
  readonly timeline: Timeline
  readonly me: PersonId
  readonly nameOf: (person: PersonId) => string
  /** The other person of a direct message. */
  readonly partner: { readonly id: PersonId; readonly shown: Shown; readonly active: boolean } | null
  /** At the name: verified, or what else is known of the other's keys. */
  readonly mark: ReactNode
  /** Ways to call, at the right of the header. */
  readonly actions: ReactNode
  /** Between header and messages: a conference that runs or is being prepared. */
  readonly banner: ReactNode
  readonly details: { readonly open: boolean; readonly onToggle: () => void }
  readonly onRead: (at: number) => void
  readonly onStored: (row: CallRowId) => void
  /** Phones: back to the list. */
  readonly onBack: () => void
}

/** A conversation: who, what was said and called, and where one writes. */
export function ConversationView(props: ConversationViewProps) {
  const { t } = useLingui()
  const { conversation, timeline, title, me, nameOf, partner, details } = props
  const { id, kind } = conversation
  useEffect(() => void timeline.begin(), [timeline])
  // The line "New" stays where it was when the person came, however far they have read since.
  const [readAt] = useState(conversation.readAt)
  const context = useMemo(() => ({ kind, me, nameOf }), [kind, me, nameOf])
  const onSend = useCallback((text: string) => void timeline.send(text), [timeline])
  return (
    <main className="talk" id="main" tabIndex={-1}>
      <header className="head">
        <button
          type="button"
          className="ib phone-only"
          aria-label={t`Back to the list`}
          onClick={props.onBack}
        >
          <ChevronLeft className="i" />
        </button>
        <span className="desk-only">
          {partner === null ? (
            <span className="av sq big">
              <UsersRound className="i s" />
            </span>
          ) : (
            <PersonAvatar id={partner.id} name={title} presence={partner.shown.presence} size={36} />
          )}
        </span>
        <div className="who grow">
          <div className="name">
            <h1 className="cut" dir="auto">
              {title}
            </h1>
            {props.mark}
          </div>
          <span className="state cut" dir="auto">
            {partner === null ? (
              <Members members={conversation.members} me={me} nameOf={nameOf} />
            ) : (
              <State partner={partner} />
            )}
          </span>
        </div>
        {props.actions}
        <button
          type="button"
          className="ib"
          aria-label={t`Details`}
          aria-pressed={details.open}
          onClick={details.onToggle}
        >
          <PanelRight className="i" />
        </button>
      </header>
      {props.banner}
      <TimelineLog
        timeline={timeline}
        context={context}
        readAt={readAt}
        onRead={props.onRead}
        onStored={props.onStored}
      />
      <Composer
        conversation={id}
        me={me}
        onSend={onSend}
        reason={partner?.active === false ? t`This account is no longer active` : null}
      />
    </main>
  )
}

function State({ partner }: { readonly partner: { readonly shown: Shown; readonly active: boolean } }) {
  const words = useShownWords()
  return partner.active ? words(partner.shown) : <Trans>Account no longer active</Trans>
}

function Members({
  members,
  me,
  nameOf,
}: {
  members: readonly PersonId[]
  me: PersonId
  nameOf: (id: PersonId) => string
}) {
  const { t, i18n } = useLingui()
  const names = members.map(id =>
    id === me ? t({ message: 'You', comment: 'in a list of members' }) : (nameOf(id).split(' ')[0] ?? ''),
  )
  const list = new Intl.ListFormat(i18n.locale, { type: 'unit', style: 'short' })
  return list.format(names)
}
