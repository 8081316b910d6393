import { createServer } from 'node:net'
import type { PersonId } from '@tacet/protocol/ids'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { systemRandom } from '../random.ts'
import { type RealEngine, startRealEngine } from '../sfu/testing/realEngine.ts'
import { relaySockets } from '../supervisor/relaySockets.ts'
import { Relay } from './Relay.ts'
import { TurnClient, type Wish } from './testing/TurnClient.ts'
import { turnCredential } from './turnCredential.ts'

const ANNA = 'anna' as PersonId
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds

/** Addresses that are nobody's business: of this machine, of networks behind it, of many at once, of no one. */
const CLOSED_V4 = [
  '127.0.0.2',
  '0.0.0.0',
  '0.0.0.1',
  '10.0.0.1',
  '100.64.0.1',
  '100.127.255.254',
  '169.254.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.254',
  '192.0.0.8',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
]
/** The same of IPv6, and addresses of IPv4 in the clothes of IPv6: mapped, NAT64, 6to4, Teredo. */
const CLOSED_V6 = [
  '::',
  'fe80::1',
  'fec0::1',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  'ff05::1:3',
  '::ffff:10.0.0.1',
  '::ffff:169.254.169.254',
  '::10.0.0.1',
  '64:ff9b::a00:1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::a00:1',
  '2002:a00:1::1',
  '2001:0:a00:1::1',
]

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

  const allocate = async (expiresAt: number, key = engine.engines.key, wish?: Wish) => {
    const { username, credential } = turnCredential(key, 'leg', expiresAt)
    return client.allocate(username, credential, wish)
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
    // The engine says 400 where the standard says 401.
    const refused = expect.toBeOneOf([400, 401])
    expect(await allocate(inSeconds(-1))).toEqual(refused)
    expect(await allocate(inSeconds(60), foreign)).toEqual(refused)
    expect(await allocate(inSeconds(60), { ...foreign, name: 'another' })).toEqual(refused)
    const { credential } = turnCredential(engine.engines.key, 'leg', inSeconds(60))
    const { username } = turnCredential(engine.engines.key, 'leg', inSeconds(3_600))
    expect(await client.allocate(username, credential)).toEqual(refused)
    expect(await allocate(inSeconds(60))).toBeNull()
  })

  it.each([...CLOSED_V4, ...CLOSED_V6])('[SEC-6] is no door to %s', async address => {
    expect(await allocate(inSeconds(60))).toBeNull()
    expect(await client.permit(address), 'permission').toBeGreaterThanOrEqual(400)
    expect(await client.bindChannel(address), 'channel').toBeGreaterThanOrEqual(400)
  })

  it('[SEC-6] relays no address of IPv6 where ours is one of IPv4', async () => {
    expect(await allocate(inSeconds(60), engine.engines.key, { family: 'ipv6' })).toBeGreaterThanOrEqual(400)
    expect(await allocate(inSeconds(60))).toBeNull()
    expect(await client.permit('2001:db8::1')).toBe(443)
  })

  it('relays to itself, which two relayed devices need, and to public addresses', async () => {
    expect(await allocate(inSeconds(60))).toBeNull()
    expect(await client.permit('127.0.0.1')).toBeNull()
    expect(await client.permit('198.51.100.7')).toBeNull()
  })

  it('[SEC-6] carries nothing over TCP', async () => {
    const heard: string[] = []
    const neighbour = createServer(socket => socket.on('data', data => heard.push(data.toString())))
    await new Promise<void>(resolve => neighbour.listen(0, '127.0.0.1', resolve))
    const address = neighbour.address()
    const port = typeof address === 'object' && address ? address.port : 0
    // The engine allocates and connects, to permitted addresses only; but there is no way to bind such a connection.
    expect(await allocate(inSeconds(60), engine.engines.key, { transport: 'tcp' })).toBeNull()
    expect(await client.connect('10.0.0.1', 80)).toBe(403)
    expect(await client.connect('127.0.0.2', port)).toBe(403)
    const id = await client.connect('127.0.0.1', port)
    expect(typeof id === 'number' ? id : await client.bindConnection(id)).toBeGreaterThanOrEqual(400)
    client.send('127.0.0.1', port, 'hello')
    expect(await client.binds()).toBe(true)
    expect(heard).toEqual([])
    neighbour.close()
  })
})

describe('the TURN of the real engine with an address of IPv6', () => {
  let engine: RealEngine
  let client: TurnClient
  beforeAll(async () => {
    engine = await startRealEngine('::1')
    client = new TurnClient(engine.ports.turn, '::1')
    const { username, credential } = turnCredential(engine.engines.key, 'leg', inSeconds(60))
    expect(await client.allocate(username, credential)).toBeNull()
  })
  afterAll(async () => {
    client.close()
    await engine.process.stop()
  })

  // The one network that has to stay open here is that of ::1.
  it.each(CLOSED_V6.filter(ip => ip !== '::10.0.0.1'))('[SEC-6] is no door to %s', async address => {
    expect(await client.permit(address), 'permission').toBeGreaterThanOrEqual(400)
    expect(await client.bindChannel(address), 'channel').toBeGreaterThanOrEqual(400)
  })

  it('relays to itself and to public addresses', async () => {
    expect(await client.permit('::1')).toBeNull()
    expect(await client.permit('2001:db8::1')).toBeNull()
  })
})
