import type { PersonId } from '@tacet/protocol/ids'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../fakes/ManualClock.ts'
import { systemRandom } from '../random.ts'
import { FakeEngines } from '../sfu/fakes/FakeEngines.ts'
import { Relay } from './Relay.ts'

const ANNA = 'anna' as PersonId
const BEN = 'ben' as PersonId
const MINUTE = 60_000

function relay() {
  const clock = new ManualClock()
  const engines = new FakeEngines()
  const talking = new Set<PersonId>()
  const relay = new Relay({
    clock,
    engines,
    random: systemRandom,
    isInDirectCall: async person => talking.has(person),
  })
  return { clock, engines, relay, talking }
}

describe('Relay', () => {
  it('has nothing to offer while there is no engine', async () => {
    const { relay: ice, engines } = relay()
    engines.become({ state: 'preparing', percent: 30 })
    expect(await ice.iceServersFor(ANNA)).toEqual([])
    engines.become({ state: 'absent' })
    expect(await ice.iceServersFor(ANNA)).toEqual([])
  })

  it('[P-9] offers STUN and TURN of our own engine, and nobody else', async () => {
    const servers = await relay().relay.iceServersFor(ANNA)
    expect(servers.flatMap(({ urls }) => urls)).toEqual([
      'stun:192.0.2.7:3478',
      'turn:192.0.2.7:3478?transport=udp',
    ])
  })

  it('[SEC-6] gives one person one credential a minute, however often they ask', async () => {
    const { relay: ice, clock } = relay()
    const first = await ice.iceServersFor(ANNA)
    for (let asked = 0; asked < 100; asked++) expect(await ice.iceServersFor(ANNA)).toEqual(first)
    expect(await ice.iceServersFor(BEN)).not.toEqual(first)
    clock.advance(MINUTE)
    expect(await ice.iceServersFor(ANNA)).not.toEqual(first)
  })

  it('gives a new credential at once where the engine of the old one is gone', async () => {
    const { relay: ice, engines } = relay()
    const first = await ice.iceServersFor(ANNA)
    engines.die()
    expect(await ice.iceServersFor(ANNA)).not.toEqual(first)
  })

  it('uses the engine as long as a call runs that holds a valid credential, and no longer', async () => {
    const { relay: ice, engines, clock, talking } = relay()
    const uses = () => engines.held.get('engine-1')
    await ice.iceServersFor(ANNA)
    talking.add(ANNA)
    clock.advance(5 * MINUTE)
    await ice.look()
    expect(uses()).toBe(1)
    talking.delete(ANNA)
    await ice.look()
    expect(uses()).toBe(0)

    await ice.iceServersFor(ANNA)
    talking.add(ANNA)
    clock.advance(10 * MINUTE)
    await ice.look()
    expect(uses()).toBe(0)
  })

  it('uses the engine for a minute for whoever only asked', async () => {
    const { relay: ice, engines, clock } = relay()
    await ice.iceServersFor(ANNA)
    clock.advance(MINUTE - 1)
    await ice.look()
    expect(engines.held.get('engine-1')).toBe(1)
    clock.advance(1)
    await ice.look()
    expect(engines.held.get('engine-1')).toBe(0)
  })
})
