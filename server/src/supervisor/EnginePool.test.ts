import { describe, expect, it, vi } from 'vitest'
import { ManualClock } from '../fakes/ManualClock.ts'
import { EnginePool, IDLE_LIMIT, USE_LIMIT } from './EnginePool.ts'
import type { EnginePorts } from './enginePorts.ts'

const portsOf = (set: number): EnginePorts => ({
  signal: 7_000 + set,
  tcp: 7_100 + set,
  udp: 7_200 + set,
  turn: 7_300 + set,
  relayFrom: 30_000 + 100 * set,
  relayTo: 30_099 + 100 * set,
})

/** A pool whose engines are promises: they end when told so, or when `crash` says so. */
function pool() {
  const clock = new ManualClock()
  const ends: (() => void)[] = []
  const relayed = { legs: 0 }
  let started = 0
  const engines = new EnginePool({
    clock,
    nodeIp: '127.0.0.1',
    pickPorts: async taken => {
      const free = [0, 1, 2].find(set => taken.every(({ signal }) => signal !== portsOf(set).signal))
      return free === undefined ? null : portsOf(free)
    },
    start: async (_ports, spawned) => {
      const pid = 100 + ++started
      spawned(pid)
      let end: () => void = () => undefined
      const exited = new Promise<void>(resolve => {
        end = resolve
      })
      ends.push(end)
      return { pid, exited, stop: async () => end() }
    },
    relays: async () => relayed.legs,
    changed: () => undefined,
  })
  /** Lets time pass in the steps in which the pool looks around. */
  const pass = async (span: number) => {
    for (let passed = 0; passed < span; passed += 5_000) {
      clock.advance(5_000)
      await settle()
    }
  }
  const settle = () => new Promise(resolve => setImmediate(resolve))
  const ids = () => engines.instances().map(({ id }) => id)
  return { engines, clock, relayed, pass, settle, ids, crash: () => ends.at(-1)?.(), started: () => started }
}

async function used() {
  const test = pool()
  await test.engines.want()
  const [id = ''] = test.ids()
  test.engines.setUses({ [id]: 1 })
  return { ...test, id }
}

describe('EnginePool', () => {
  it('starts an engine when somebody wants one, and one only', async () => {
    const { engines, ids, started } = pool()
    expect(ids()).toEqual([])
    await Promise.all([engines.want(), engines.want()])
    await engines.want()
    expect(started()).toBe(1)
  })

  it('ends an engine that nothing has used for 60 s, and not before', async () => {
    const { engines, id, pass, ids } = await used()
    await pass(3 * IDLE_LIMIT)
    expect(ids()).toEqual([id])
    engines.setUses({})
    await pass(IDLE_LIMIT - 5_000)
    expect(ids()).toEqual([id])
    await pass(5_000)
    expect(ids()).toEqual([])
    expect(engines.pids()).toEqual([])
  })

  it('keeps an engine whose relay carries a direct call', async () => {
    const { engines, relayed, pass, ids } = await used()
    relayed.legs = 2
    engines.setUses({})
    await pass(2 * IDLE_LIMIT)
    expect(ids()).toHaveLength(1)
  })

  it('keeps an engine while the server is down: its conferences go on', async () => {
    const { engines, pass, id, ids } = await used()
    engines.setUses(null)
    await pass(3 * IDLE_LIMIT)
    expect(ids()).toEqual([id])
    engines.setUses({})
    await pass(IDLE_LIMIT)
    expect(ids()).toEqual([])
  })

  it('starts another one at once when one crashes', async () => {
    const { crash, settle, pass, clock, id, ids } = await used()
    await pass(10_000)
    crash()
    await settle()
    clock.advance(0)
    await vi.waitFor(() => expect(ids()).toHaveLength(1))
    expect(ids()).not.toEqual([id])
  })

  it('waits longer and longer for one that keeps crashing', async () => {
    const { crash, settle, clock, started } = await used()
    for (const wait of [200, 400, 800]) {
      crash()
      await settle()
      const before = started()
      clock.advance(wait - 1)
      await settle()
      expect(started()).toBe(before)
      clock.advance(1)
      await settle()
      expect(started()).toBe(before + 1)
    }
  })

  it('gives new uses a fresh engine after 60 min, and lets the old one end with its last use', async () => {
    const { engines, id, pass, ids } = await used()
    await pass(USE_LIMIT)
    expect(engines.instances()).toMatchObject([{ id, draining: true }])
    await engines.want()
    const [old, fresh] = engines.instances()
    expect(old).toMatchObject({ id, draining: true, signalPort: 7_000 })
    expect(fresh).toMatchObject({ draining: false, signalPort: 7_001 })
    engines.setUses({ [fresh?.id ?? '']: 1 })
    await pass(IDLE_LIMIT)
    expect(ids()).toEqual([fresh?.id])
  })

  it('ends all of them for good when it is closed', async () => {
    const { engines, settle, clock, ids } = await used()
    await engines.close()
    await settle()
    clock.advance(10_000)
    await engines.want()
    expect(ids()).toEqual([])
  })
})
