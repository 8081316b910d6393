import { ConversationId, PersonId } from '@tacet/protocol/ids'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetDraftsBut, keepDraft, readDraft } from './drafts.ts'
import { MemoryStorage } from './fakes/MemoryStorage.ts'

const ANNA = PersonId.parse('A'.padEnd(22, 'A'))
const BEN = PersonId.parse('B'.padEnd(22, 'A'))
const OURS = ConversationId.parse('O'.padEnd(22, 'A'))
const GROUP = ConversationId.parse('G'.padEnd(22, 'A'))

let storage: MemoryStorage
beforeEach(() => {
  storage = new MemoryStorage()
  vi.stubGlobal('localStorage', storage)
  storage.setItem('tacet.theme', 'dark')
})
afterEach(() => vi.unstubAllGlobals())

describe('what somebody has begun to write', () => {
  it('is there again where they come back to it, until it is sent', () => {
    keepDraft(ANNA, OURS, 'Between the two of us')
    expect(readDraft(ANNA, OURS)).toBe('Between the two of us')
    expect(readDraft(ANNA, GROUP)).toBe('')
    keepDraft(ANNA, OURS, '')
    expect(storage.length).toBe(1)
  })

  it('is not shown to the other one in the same browser', () => {
    keepDraft(ANNA, OURS, 'Between the two of us')
    expect(readDraft(BEN, OURS)).toBe('')
  })

  it('is forgotten as a whole, and nothing else is', () => {
    for (const place of [OURS, GROUP]) keepDraft(ANNA, place, 'Hello')
    keepDraft(BEN, OURS, 'Hello')
    forgetDraftsBut(BEN)
    expect([readDraft(ANNA, OURS), readDraft(ANNA, GROUP), readDraft(BEN, OURS)]).toEqual(['', '', 'Hello'])
    forgetDraftsBut(null)
    expect(storage.length).toBe(1)
    expect(storage.getItem('tacet.theme')).toBe('dark')
  })
})
