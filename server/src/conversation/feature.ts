import { AddMembers, NewConversation, RenameConversation, TimelineCursor } from '@tacet/protocol/conversation'
import { ConversationId, PersonId } from '@tacet/protocol/ids'
import { z } from 'zod/mini'
import type { Feature } from '../feature.ts'
import { countQuery } from '../http/countQuery.ts'
import { type Route, route } from '../http/route.ts'
import type { Conversations } from './Conversations.ts'
import type { Messages } from './Messages.ts'
import { conversationPolicy } from './policy.ts'
import type { Views } from './Views.ts'

const PAGE_DEFAULT = 50
const PAGE_MAX = 200

const OneConversation = z.object({ id: ConversationId })
const TimelineQuery = z.object({
  before: z.optional(TimelineCursor),
  after: z.optional(TimelineCursor),
  limit: countQuery(PAGE_MAX, PAGE_DEFAULT),
})

export interface ConversationFeatureParts {
  readonly conversations: Conversations
  readonly messages: Messages
  readonly views: Views
}

export function conversationFeature({ conversations, messages, views }: ConversationFeatureParts): Feature {
  return {
    name: 'conversation',
    handlers: {
      'message-send': {
        policy: conversationPolicy.write,
        handle: async (from, asked) => ({ message: await messages.send(from.account.id, asked) }),
      },
      'conversation-read': {
        policy: conversationPolicy.read,
        handle: (from, { conversation, at }) => messages.markRead(from.account.id, conversation, at),
      },
    },
    routes: conversationRoutes(conversations, messages),
    welcome: async account => {
      const { conversations: all, people } = await views.all(account.id)
      const { email: _, createdAt: __, ...me } = account
      return { conversations: all, people: people.some(({ id }) => id === me.id) ? people : [me, ...people] }
    },
  }
}

function conversationRoutes(conversations: Conversations, messages: Messages): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/conversations',
      policy: conversationPolicy.start,
      body: NewConversation,
      handle: ({ session, body }) => conversations.start(session.account, body),
    }),
    route({
      method: 'PATCH',
      path: '/api/conversations/:id',
      policy: conversationPolicy.rename,
      params: OneConversation,
      body: RenameConversation,
      handle: ({ session, params, body }) => conversations.rename(session.account, params.id, body.name),
    }),
    route({
      method: 'POST',
      path: '/api/conversations/:id/members',
      policy: conversationPolicy.add,
      params: OneConversation,
      body: AddMembers,
      handle: ({ session, params, body }) => conversations.add(session.account, params.id, body.people),
    }),
    route({
      method: 'DELETE',
      path: '/api/conversations/:id/members/:person',
      policy: conversationPolicy.leave,
      params: z.object({ id: ConversationId, person: PersonId }),
      handle: ({ session, params }) => conversations.remove(session.account, params.id, params.person),
    }),
    route({
      method: 'GET',
      path: '/api/conversations/:id/timeline',
      policy: conversationPolicy.read,
      params: OneConversation,
      query: TimelineQuery,
      handle: ({ session, params, query }) => messages.timeline(session.account.id, params.id, query),
    }),
  ]
}
