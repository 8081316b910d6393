import { ConversationId, PersonId } from '@tacet/protocol/ids'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepDraft, readDraft } from '../conversation/drafts.ts'
import { MemoryStorage } from '../conversation/fakes/MemoryStorage.ts'
import { askSession, openAsStranger, session, signOut } from './session.ts'

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
  organization: {
    name: 'Kanzlei Nord',
    callRetentionDays: 90,
    hideAddresses: false,
    guestLinks: false,
    callWaiting: true,
  },
}

const BEN = PersonId.parse('B'.padEnd(22, 'A'))
const ANNA = PersonId.parse(SIGNED_IN.me.id)
const TALK = ConversationId.parse('T'.padEnd(22, 'A'))

let answers: Record<string, unknown>
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('localStorage', new MemoryStorage())
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

it('stays signed in, and says so, where the server does not hear that somebody signs out', async () => {
  answers['/api/session'] = { session: SIGNED_IN }
  await askSession()
  delete answers['/api/session']
  expect(await signOut()).toBe(false)
  expect(session.getState().is).toBe('in')
})

describe('what was written and not sent', () => {
  const left = () => [ANNA, BEN].filter(person => readDraft(person, TALK) !== '')
  beforeEach(() => {
    for (const person of [ANNA, BEN]) keepDraft(person, TALK, 'Hello')
  })

  it('goes with whoever signs out', async () => {
    answers['/api/session'] = null
    await signOut()
    expect(left()).toEqual([])
  })

  it('goes as soon as nobody is signed in any more', async () => {
    answers['/api/session'] = { session: null }
    await askSession()
    expect(left()).toEqual([])
  })

  it('goes when somebody else signs in, and stays for whoever comes back', async () => {
    answers['/api/session'] = { session: SIGNED_IN }
    await askSession()
    expect(left()).toEqual([ANNA])
  })

  it('stays while the server does not answer, and when somebody only looks at a link', async () => {
    await askSession()
    await openAsStranger()
    expect(left()).toEqual([ANNA, BEN])
  })
})
