import { mustHideAddress } from '@tacet/domain/call/hideAddress'
import { AUTOMATIC } from '@tacet/domain/presence/presence'
import type { Conversation, TimelineItem } from '@tacet/protocol/conversation'
import type { Down } from '@tacet/protocol/down'
import type { CallRow } from '@tacet/protocol/history'
import type { Account, OrganizationSettings, PersonCard } from '@tacet/protocol/identity'
import type { ConversationId, PersonId } from '@tacet/protocol/ids'
import type { Shown, Status } from '@tacet/protocol/presence'
import type { OwnSettings } from '@tacet/protocol/settings'

/** What this page knows of the person's surroundings. Begins with `welcome` and follows what the server says. */
export interface World {
  /** False until the first `welcome`. */
  readonly known: boolean
  readonly me: Account
  readonly organization: OrganizationSettings
  /** Null until the first `welcome`. */
  readonly settings: OwnSettings | null
  readonly conversations: ReadonlyMap<ConversationId, Conversation>
  readonly people: ReadonlyMap<PersonId, PersonCard>
  readonly presence: ReadonlyMap<PersonId, Shown>
  /** What the person has chosen for themself. */
  readonly status: Status
  /** [CALL-23] Whose calls don't ring here. */
  readonly blocked: ReadonlySet<PersonId>
}

export function emptyWorld(me: Account, organization: OrganizationSettings): World {
  return {
    known: false,
    me,
    organization,
    settings: null,
    conversations: new Map(),
    people: new Map([[me.id, me]]),
    presence: new Map(),
    status: AUTOMATIC,
    blocked: new Set(),
  }
}

/** When an item stands in its timeline. */
export const momentOf = (item: TimelineItem): number =>
  item.type === 'message' ? item.message.at : item.call.startedAt

/** The world after the server said `message`; the same object where it changes nothing. */
export function hear(world: World, message: Down): World {
  switch (message.t) {
    case 'welcome':
      return {
        known: true,
        me: message.me,
        organization: message.organization,
        settings: message.settings,
        conversations: new Map(message.conversations.map(each => [each.id, each])),
        people: new Map(message.people.map(each => [each.id, each])),
        presence: new Map(message.presence.map(each => [each.person, each])),
        status: message.status ?? AUTOMATIC,
        blocked: new Set(message.blocked),
      }
    case 'message': {
      const item: TimelineItem = { type: 'message', message: message.message }
      return changeConversation(world, message.message.conversation, now => withItem(now, item, world.me.id))
    }
    case 'call-row':
      return changeConversation(world, message.call.conversation, now => withCall(now, message.call, world))
    case 'call-row-gone':
      return changeConversation(world, message.conversation, now =>
        now.last?.type === 'call' && now.last.call.id === message.row ? { ...now, last: null } : now,
      )
    case 'conversation': {
      const { conversation, people } = message.view
      return {
        ...world,
        conversations: new Map(world.conversations).set(conversation.id, conversation),
        people: new Map([...world.people, ...people.map(each => [each.id, each] as const)]),
      }
    }
    case 'conversation-gone': {
      const conversations = new Map(world.conversations)
      conversations.delete(message.conversation)
      return { ...world, conversations }
    }
    case 'conversation-read':
      return changeConversation(world, message.conversation, now => ({
        ...now,
        readAt: message.readAt,
        unread: message.unread,
      }))
    case 'presence': {
      const presence = new Map(world.presence)
      for (const each of message.presence) presence.set(each.person, each)
      return { ...world, presence }
    }
    case 'status':
      return { ...world, status: message.status }
    case 'blocked':
      return { ...world, blocked: new Set(message.blocked) }
    case 'person':
      return {
        ...world,
        people: new Map(world.people).set(message.person.id, message.person),
        me: message.person.id === world.me.id ? { ...world.me, ...message.person } : world.me,
      }
    case 'organization':
      return { ...world, organization: message.organization }
    case 'settings':
      return { ...world, settings: message.settings }
    default:
      return world
  }
}

function changeConversation(
  world: World,
  id: ConversationId,
  change: (now: Conversation) => Conversation,
): World {
  const now = world.conversations.get(id)
  if (!now) return world
  const next = change(now)
  return next === now ? world : { ...world, conversations: new Map(world.conversations).set(id, next) }
}

function withItem(now: Conversation, item: TimelineItem & { type: 'message' }, me: PersonId): Conversation {
  const fresh = item.message.author !== me && item.message.at > now.readAt
  return { ...newest(now, item), unread: now.unread + (fresh ? 1 : 0) }
}

/** [CALL-12] A call of somebody else that did not connect counts once, when it becomes so; not of somebody blocked. */
function withCall(now: Conversation, call: CallRow, { me, blocked }: World): Conversation {
  const missed =
    call.status === 'not_connected' &&
    call.startedBy !== me.id &&
    !blocked.has(call.startedBy) &&
    call.startedAt > now.readAt
  return { ...newest(now, { type: 'call', call }), unread: now.unread + (missed ? 1 : 0) }
}

function newest(now: Conversation, item: TimelineItem): Conversation {
  const later = now.last === null || momentOf(item) >= momentOf(now.last)
  return later ? { ...now, last: item } : now
}

/** Most recent first, as the list shows them. */
export function byRecency(a: Conversation, b: Conversation): number {
  const moment = ({ last, createdAt }: Conversation) => (last === null ? createdAt : momentOf(last))
  return moment(b) - moment(a)
}

/** Name of a conversation for this reader: a group's own, a direct message's other person. */
export function titleOf(world: World, conversation: Conversation): string {
  if (conversation.kind === 'group') return conversation.name ?? namesIn(world, conversation)
  const other = partnerOf(world, conversation)
  return (other && world.people.get(other)?.name) ?? ''
}

/**
 * [SEC-5] Whether this device must keep its address from that person. What isn't known yet counts as a reason to.
 */
export function hidesAddressFrom({ settings, organization, people }: World, person: PersonId): boolean {
  const role = people.get(person)?.role
  if (settings === null || role === undefined) return true
  return mustHideAddress({
    own: settings.hideAddress,
    organization: organization.hideAddresses,
    peerKind: role,
  })
}

/** [UPG-3] Nobody has made up a name for a group chat that came about by a call: it goes by those of its people. */
function namesIn({ people }: World, { members }: Conversation): string {
  const names = members.map(id => people.get(id)?.name.split(' ')[0] ?? '')
  return names.sort((a, b) => a.localeCompare(b)).join(', ')
}

/** The other person of a direct message. */
export function partnerOf(world: World, conversation: Conversation): PersonId | null {
  if (conversation.kind !== 'direct') return null
  return conversation.members.find(id => id !== world.me.id) ?? null
}

const GONE: Shown = { presence: 'gone', message: null, until: null }

/** What is known of somebody's presence; `GONE` of people with whom one shares nothing. */
export const shownOf = (world: World, person: PersonId): Shown => world.presence.get(person) ?? GONE

/** The direct message with somebody; null where there is none yet. */
export function directWith(world: World, person: PersonId): ConversationId | null {
  const found = [...world.conversations.values()].find(
    each => each.kind === 'direct' && each.members.includes(person) && person !== world.me.id,
  )
  return found?.id ?? null
}
