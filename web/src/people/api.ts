import {
  AccountsPage,
  Invitations,
  type Invite,
  MadeLink,
  PeoplePage,
  PersonCard,
  type Role,
} from '@tacet/protocol/identity'
import type { LinkId, PersonId } from '@tacet/protocol/ids'
import { type Answer, request } from '../http/request.ts'

/** What the directory and those who manage it ask of the server. */

const PAGE = '100'

export function listPeople(
  text: string,
  after: string | null,
  signal?: AbortSignal,
): Promise<Answer<PeoplePage>> {
  const search = new URLSearchParams({ q: text, limit: PAGE, ...(after === null ? {} : { after }) })
  return request(`/api/people?${search}`, { answer: PeoplePage, ...(signal ? { signal } : {}) })
}

/** For admins: e-mail addresses, and those who were deactivated. */
export function listAccounts(text: string, after: string | null): Promise<Answer<AccountsPage>> {
  const search = new URLSearchParams({ q: text, limit: PAGE, ...(after === null ? {} : { after }) })
  return request(`/api/accounts?${search}`, { answer: AccountsPage })
}

export const listInvitations = (): Promise<Answer<Invitations>> =>
  request('/api/invitations', { answer: Invitations })

export const invite = (body: Invite): Promise<Answer<MadeLink>> =>
  request('/api/invitations', { method: 'POST', body, answer: MadeLink })

export const revokeInvitation = (id: LinkId): Promise<Answer<undefined>> =>
  request(`/api/invitations/${id}`, { method: 'DELETE' })

export const changeRole = (person: PersonId, role: Role): Promise<Answer<undefined>> =>
  request(`/api/people/${person}`, { method: 'PATCH', body: { role } })

export const makeResetLink = (person: PersonId): Promise<Answer<MadeLink>> =>
  request(`/api/people/${person}/reset-link`, { method: 'POST', answer: MadeLink })

export const deactivate = (person: PersonId): Promise<Answer<undefined>> =>
  request(`/api/people/${person}/deactivate`, { method: 'POST' })

export const reactivate = (person: PersonId): Promise<Answer<undefined>> =>
  request(`/api/people/${person}/reactivate`, { method: 'POST' })

/** Somebody by id. Admins also find those whom the directory no longer shows. */
export const findPerson = (id: PersonId): Promise<Answer<PersonCard>> =>
  request(`/api/people/${id}`, { answer: PersonCard })

export const blockCalls = (person: PersonId): Promise<Answer<undefined>> =>
  request('/api/blocks', { method: 'POST', body: { person } })

export const unblockCalls = (person: PersonId): Promise<Answer<undefined>> =>
  request(`/api/blocks/${person}`, { method: 'DELETE' })
