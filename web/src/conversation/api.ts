import { type AddMembers, ConversationView, type NewConversation } from '@tacet/protocol/conversation'
import { StoredCall } from '@tacet/protocol/history'
import { type Account, PeoplePage } from '@tacet/protocol/identity'
import type { CallRowId, ConversationId, PersonId } from '@tacet/protocol/ids'
import type { z } from 'zod/mini'
import { type Answer, request } from '../http/request.ts'

/** What conversations ask of the server besides the messages themselves. */

export const startConversation = (body: NewConversation): Promise<Answer<ConversationView>> =>
  request('/api/conversations', { method: 'POST', body, answer: ConversationView })

export const renameConversation = (id: ConversationId, name: string): Promise<Answer<ConversationView>> =>
  request(`/api/conversations/${id}`, { method: 'PATCH', body: { name }, answer: ConversationView })

export function addMembers(
  id: ConversationId,
  people: readonly PersonId[],
): Promise<Answer<ConversationView>> {
  const body: z.infer<typeof AddMembers> = { people: [...people] }
  return request(`/api/conversations/${id}/members`, { method: 'POST', body, answer: ConversationView })
}

/** Also how one leaves. */
export const removeMember = (id: ConversationId, person: PersonId): Promise<Answer<undefined>> =>
  request(`/api/conversations/${id}/members/${person}`, { method: 'DELETE' })

/** The literal row of a call and the day on which it goes. */
export const storedCall = (row: CallRowId): Promise<Answer<StoredCall>> =>
  request(`/api/calls/${row}`, { answer: StoredCall })

/** People of the directory whose name holds `text`, the reader left out. */
export async function findPeople(
  text: string,
  me: Account['id'],
  signal: AbortSignal,
): Promise<Answer<PeoplePage['people']>> {
  const search = new URLSearchParams({ q: text, limit: '50' })
  const answer = await request(`/api/people?${search}`, { answer: PeoplePage, signal })
  if (!answer.ok) return answer
  return { ok: true, value: answer.value.people.filter(person => person.id !== me && person.active) }
}
