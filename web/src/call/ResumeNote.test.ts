import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import { beforeEach, describe, expect, it } from 'vitest'
import { leaveNote, takeNote } from './ResumeNote.ts'
import { id } from './testing/TestPhone.ts'

/** One tab's storage, in memory. */
class MemoryStorage implements Storage {
  readonly #items = new Map<string, string>()
  get length() {
    return this.#items.size
  }
  clear = () => this.#items.clear()
  getItem = (key: string) => this.#items.get(key) ?? null
  key = (index: number) => [...this.#items.keys()][index] ?? null
  removeItem = (key: string) => void this.#items.delete(key)
  setItem = (key: string, value: string) => void this.#items.set(key, value)
}

const note = { peer: id<PersonId>('ben'), device: id<DeviceId>('laptop'), media: 'audio' } as const
let storage: MemoryStorage

beforeEach(() => {
  storage = new MemoryStorage()
  leaveNote(note, storage, 1_000)
})

describe('[RESUME-3] the note of a call', () => {
  it('is read once', () => {
    expect(takeNote(storage, 2_000)).toMatchObject(note)
    expect(takeNote(storage, 2_000)).toBeNull()
  })

  it('is worth nothing after ten seconds, nor from the future, and is gone all the same', () => {
    expect(takeNote(storage, 11_000)).toBeNull()
    expect(storage.length).toBe(0)
    leaveNote(note, storage, 5_000)
    expect(takeNote(storage, 4_000)).toBeNull()
  })

  it('is ignored where somebody has written something else', () => {
    for (const text of ['', '{', 'null', '{"peer":"x"}']) {
      storage.setItem('tacet.resume', text)
      expect(takeNote(storage, 1_000)).toBeNull()
    }
  })
})
