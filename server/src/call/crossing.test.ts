import type { CallId } from '@tacet/protocol/ids'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LiveStore } from '../live/ports.ts'
import { DM, World } from './testing/CallWorld.ts'

const LESSER = 'callAAAAAAAAAAAAAAAAAA' as CallId
const GREATER = 'callBAAAAAAAAAAAAAAAAA' as CallId

/** Every answer of the live state waits for its turn, which is anybody's. */
const inTurns =
  (scheduler: fc.Scheduler) =>
  (live: LiveStore): LiveStore => ({
    async get(key) {
      await scheduler.schedule(Promise.resolve())
      return live.get(key)
    },
    async change(key, lifetime, change) {
      await scheduler.schedule(Promise.resolve())
      return live.change(key, lifetime, change)
    },
    all: family => live.all(family),
    close: () => live.close(),
  })

/** Anna and Ben call each other at once, on a server whose every step may come before any other one. */
async function cross(scheduler: fc.Scheduler, annas: CallId, bens: CallId): Promise<void> {
  const world = new World(inTurns(scheduler))
  const [anna, , ben] = world.devices
  if (!anna || !ben) throw new Error('four devices')
  const both = [
    { from: anna, call: annas },
    { from: ben, call: bens },
  ]
  const starting = Promise.all(
    both.map(({ from, call }) =>
      world.calls.start(from.sender(), { t: 'call-start', call, conversation: DM, media: 'audio' }),
    ),
  )
  await scheduler.waitFor(starting)
  const replies = await starting
  const winner = both.findIndex(({ call }) => call === GREATER)
  expect(replies[winner]?.devices.length).toBeGreaterThan(0)
  expect([...world.history.rows.keys()]).toEqual([replies[winner]?.row])
  for (const { from } of both) {
    // Neither is told that the other is busy: the devices agree among themselves which call goes on.
    const ends = from.inbox.flatMap(each => (each.t === 'call-ended' ? [each] : []))
    expect(ends.filter(({ call, reason }) => call === GREATER || reason === 'busy')).toEqual([])
  }
  const left = world.live.all()
  await scheduler.waitFor(left)
  expect((await left).map(({ id }) => id)).toEqual([GREATER])
}

describe('two who call each other within the same moment', () => {
  it('[CALL-9] have one call, the greater one, whatever comes first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), (scheduler, annaHasIt) =>
        annaHasIt ? cross(scheduler, GREATER, LESSER) : cross(scheduler, LESSER, GREATER),
      ),
      { numRuns: 300 },
    )
  })
})
