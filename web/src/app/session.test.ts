import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { askSession, session } from './session.ts'

const ORGANIZATION = { name: 'Kanzlei Nord', setUp: true }
const SIGNED_IN = {
  me: {
    id: 'A'.repeat(22),
    name: 'Anna Keller',
    email: 'anna@kanzlei-nord.example',
    role: 'admin',
    active: true,
    createdAt: 1_790_000_000_000,
  },
  organization: { name: 'Kanzlei Nord', callRetentionDays: 90, hideAddresses: false, guestLinks: false },
}

let answers: Record<string, unknown>
beforeEach(() => {
  vi.useFakeTimers()
  answers = { '/api/organization/public': ORGANIZATION }
  vi.stubGlobal('fetch', async (path: string) => {
    if (answers[path] === undefined) throw new TypeError('nobody there')
    return Response.json(answers[path])
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('opens the page of whoever is signed in', async () => {
  answers['/api/session'] = { session: SIGNED_IN }
  await askSession()
  expect(session.getState()).toEqual({ is: 'in', session: SIGNED_IN })
})

it('opens the door to a browser in which nobody is', async () => {
  answers['/api/session'] = { session: null }
  await askSession()
  expect(session.getState()).toEqual({ is: 'out', organization: ORGANIZATION })
})

it('asks again until the server answers', async () => {
  await askSession()
  expect(session.getState()).toEqual({ is: 'unreachable' })
  answers['/api/session'] = { session: null }
  await vi.advanceTimersToNextTimerAsync()
  await vi.waitFor(() => expect(session.getState().is).toBe('out'))
})
