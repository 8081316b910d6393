import { Trans, useLingui } from '@lingui/react/macro'
import type { Conversation, TimelineItem } from '@tacet/protocol/conversation'
import type { ConversationId, PersonId } from '@tacet/protocol/ids'
import type { Presence } from '@tacet/protocol/presence'
import { AudioLines, MessageSquare, Plus, UsersRound } from 'lucide-react'
import { Link } from 'wouter'
import { useFormats } from '../i18n/useFormats.ts'
import { PersonAvatar } from '../presence/PersonAvatar.tsx'
import { MenuButton } from '../ui/MenuButton.tsx'
import { useCallLine } from './useCallLine.ts'

export interface ListedConversation {
  readonly conversation: Conversation
  readonly title: string
  /** The other person of a direct message. */
  readonly partner: { readonly id: PersonId; readonly presence: Presence } | null
  /** How many are in its conference; null when none runs. */
  readonly live: number | null
}

export interface ConversationListProps {
  readonly conversations: readonly ListedConversation[]
  readonly current: ConversationId | null
  readonly me: PersonId
  readonly nameOf: (person: PersonId) => string
  readonly onNavigate: () => void
}

/** Direct messages and group chats, the liveliest first. */
export function ConversationList(props: ConversationListProps) {
  const direct = props.conversations.filter(({ conversation }) => conversation.kind === 'direct')
  const groups = props.conversations.filter(({ conversation }) => conversation.kind === 'group')
  return (
    <div className="scroll">
      {direct.length > 0 && (
        <h2 className="cap">
          <Trans>Direct messages</Trans>
        </h2>
      )}
      {direct.map(each => (
        <Row key={each.conversation.id} {...props} listed={each} />
      ))}
      {groups.length > 0 && (
        <h2 className="cap">
          <Trans>Group chats</Trans>
        </h2>
      )}
      {groups.map(each => (
        <Row key={each.conversation.id} {...props} listed={each} />
      ))}
    </div>
  )
}

const MANY = 99

function Row({
  listed,
  current,
  me,
  nameOf,
  onNavigate,
}: ConversationListProps & { listed: ListedConversation }) {
  const { t } = useLingui()
  const formats = useFormats()
  const { conversation, title, partner, live } = listed
  const { last, unread } = conversation
  const preview = usePreview({ conversation, me, nameOf })
  return (
    <Link
      className={unread > 0 ? 'row unread' : 'row'}
      href={`/c/${conversation.id}`}
      aria-current={conversation.id === current ? 'page' : undefined}
      onClick={onNavigate}
    >
      {partner === null ? (
        <span className="av sq">
          <UsersRound className="i s" />
        </span>
      ) : (
        <PersonAvatar id={partner.id} name={title} presence={partner.presence} />
      )}
      <div>
        <span className="line">
          <span className="name cut" dir="auto">
            {title}
          </span>
          {last !== null && live === null && (
            <time dateTime={new Date(momentOf(last)).toISOString()}>{formats.brief(momentOf(last))}</time>
          )}
        </span>
        <span className="line">
          <span className="what cut" dir="auto">
            {live === null ? preview : <Trans>Conference is running</Trans>}
          </span>
          {live !== null && (
            <span className="live" role="img" aria-label={t`${live} in the conference`}>
              <AudioLines className="i" />
              {live}
            </span>
          )}
          {unread > 0 && (
            <span className="count" role="img" aria-label={t`${unread} unread`}>
              {unread > MANY ? `${MANY}+` : unread}
            </span>
          )}
        </span>
      </div>
    </Link>
  )
}

const momentOf = (item: TimelineItem): number =>
  item.type === 'message' ? item.message.at : item.call.startedAt

interface PreviewOptions {
  readonly conversation: Conversation
  readonly me: PersonId
  readonly nameOf: (person: PersonId) => string
}

function usePreview({ conversation: { last, kind }, me, nameOf }: PreviewOptions): string {
  const { t } = useLingui()
  const callLine = useCallLine()
  if (last === null) return ''
  if (last.type === 'call') return callLine(last.call, { kind, me, nameOf }).slice(0, 2).join(' · ')
  const { author, text } = last.message
  if (author === me) return t({ message: `You: ${text}`, comment: 'preview of an own message' })
  if (kind === 'direct') return text
  const [name] = nameOf(author).split(' ')
  return `${name}: ${text}`
}

export interface ListHeadProps {
  readonly onNewDirect: () => void
  /** Null for those who may not make groups. */
  readonly onNewGroup: (() => void) | null
}

/** Over the list: its name, and what can be begun. */
export function ConversationListHead({ onNewDirect, onNewGroup }: ListHeadProps) {
  const { t } = useLingui()
  return (
    <header className="head">
      <h1 className="grow">
        <Trans>Messages</Trans>
      </h1>
      <MenuButton
        name={t`New direct message or group chat`}
        commands={[
          { key: 'direct', name: t`New direct message`, icon: MessageSquare, onPress: onNewDirect },
          ...(onNewGroup === null
            ? []
            : [{ key: 'group', name: t`New group chat`, icon: UsersRound, onPress: onNewGroup }]),
        ]}
      >
        <Plus className="i" />
      </MenuButton>
    </header>
  )
}
