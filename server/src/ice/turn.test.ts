import type { PersonId } from '@tacet/protocol/ids'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { systemRandom } from '../random.ts'
import { type RealEngine, startRealEngine } from '../sfu/testing/realEngine.ts'
import { relaySockets } from '../supervisor/relaySockets.ts'
import { Relay } from './Relay.ts'
import { TurnClient } from './testing/TurnClient.ts'
import { turnCredential } from './turnCredential.ts'

const ANNA = 'anna' as PersonId
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds

describe('the TURN of the real engine', () => {
  let engine: RealEngine
  let client: TurnClient
  beforeAll(async () => {
    engine = await startRealEngine()
  })
  afterAll(() => engine.process.stop())
  beforeEach(() => {
    client = new TurnClient(engine.ports.turn)
  })
  afterEach(() => client.close())

  const allocate = async (expiresAt: number, key = engine.engines.key) => {
    const { username, credential } = turnCredential(key, 'leg', expiresAt)
    return client.allocate(username, credential)
  }
  const relayed = () => relaySockets(engine.process.pid, engine.ports.relayFrom, engine.ports.relayTo)

  it('answers STUN', async () => {
    expect(await client.binds()).toBe(true)
  })

  it('[SEC-6] allocates with a credential of ours, in our range, where we see that the engine is used', async () => {
    const parts = { engines: engine.engines, clock: systemClock, random: systemRandom }
    const relay = new Relay({ ...parts, isInDirectCall: async () => false })
    const [, turn] = await relay.iceServersFor(ANNA)
    const before = await relayed()
    expect(await client.allocate(turn?.username ?? '', turn?.credential ?? '')).toBeNull()
    expect(await relayed()).toBe(before + 1)
  })

  it('[SEC-6] refuses a credential that is over, one of another key, and one that was bent', async () => {
    const foreign = { name: 'relay', secret: 'another secret, as long as ours is' }
    expect(await allocate(inSeconds(-1))).toBeGreaterThanOrEqual(400)
    expect(await allocate(inSeconds(60), foreign)).toBeGreaterThanOrEqual(400)
    const { credential } = turnCredential(engine.engines.key, 'leg', inSeconds(60))
    const { username } = turnCredential(engine.engines.key, 'leg', inSeconds(3_600))
    expect(await client.allocate(username, credential)).toBeGreaterThanOrEqual(400)
    expect(await allocate(inSeconds(60))).toBeNull()
  })

  it.each(['10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '127.0.0.2', '0.0.0.0', '224.0.0.1'])(
    '[SEC-6] is no door to %s',
    async address => {
      expect(await allocate(inSeconds(60))).toBeNull()
      expect(await client.permit(address)).toBe(403)
    },
  )

  it('relays to itself, which two relayed devices need, and to public addresses', async () => {
    expect(await allocate(inSeconds(60))).toBeNull()
    expect(await client.permit('127.0.0.1')).toBeNull()
    expect(await client.permit('198.51.100.7')).toBeNull()
  })
})
