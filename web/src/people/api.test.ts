import { PersonId } from '@tacet/protocol/ids'
import { afterEach, expect, it, vi } from 'vitest'
import { findPerson } from './api.ts'

const BEN = PersonId.parse('B'.padEnd(22, 'A'))
afterEach(() => vi.unstubAllGlobals())

it('asks for one person, not for all there are', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    return Response.json({ error: 'not-found' }, { status: 404 })
  })
  expect(await findPerson(BEN)).toEqual({ ok: false, failure: { error: 'not-found' } })
  expect(asked).toEqual([`/api/people/${BEN}`])
})
