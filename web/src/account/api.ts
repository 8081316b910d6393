import {
  type AcceptInvitation,
  type ChangePassword,
  InspectedLink,
  type Invite,
  MadeLink,
  type ResetPassword,
  SessionListing,
  SessionView,
  type SetUp,
  type SignIn,
} from '@tacet/protocol/identity'
import type { LinkSecret, SessionId } from '@tacet/protocol/ids'
import { z } from 'zod/mini'
import { type Answer, request } from '../http/request.ts'

const SessionList = z.object({ sessions: z.array(SessionListing) })

/** What one's own account asks of the server. Secrets travel in bodies, never in addresses. */
export const signIn = (body: SignIn): Promise<Answer<SessionView>> =>
  request('/api/session', { method: 'POST', body, answer: SessionView })

/** Whom a link is for, without using it. */
export const inspectLink = (secret: LinkSecret, signal: AbortSignal): Promise<Answer<InspectedLink>> =>
  request('/api/links/inspect', { method: 'POST', body: { secret }, answer: InspectedLink, signal })

export const setUp = (body: SetUp): Promise<Answer<SessionView>> =>
  request('/api/setup', { method: 'POST', body, answer: SessionView })

export const acceptInvitation = (body: AcceptInvitation): Promise<Answer<SessionView>> =>
  request('/api/invitations/accept', { method: 'POST', body, answer: SessionView })

export const resetPassword = (body: ResetPassword): Promise<Answer<SessionView>> =>
  request('/api/password/reset', { method: 'POST', body, answer: SessionView })

export const enterDemo = (secret: LinkSecret): Promise<Answer<SessionView>> =>
  request('/api/demo', { method: 'POST', body: { secret }, answer: SessionView })

export const changePassword = (body: ChangePassword): Promise<Answer<undefined>> =>
  request('/api/password', { method: 'POST', body })

export const listSessions = (): Promise<Answer<z.infer<typeof SessionList>>> =>
  request('/api/sessions', { answer: SessionList })

export const endSession = (id: SessionId): Promise<Answer<undefined>> =>
  request(`/api/sessions/${id}`, { method: 'DELETE' })

export const invite = (body: Invite): Promise<Answer<MadeLink>> =>
  request('/api/invitations', { method: 'POST', body, answer: MadeLink })
