import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Account } from '@tacet/protocol/identity'
import { type PersonId, SfuHandle } from '@tacet/protocol/ids'
import { AccessToken } from 'livekit-server-sdk'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { drawId, systemRandom } from '../random.ts'
import { LiveKitSfu } from './LiveKitSfu.ts'
import type { SfuRoom } from './ports.ts'
import { type AdmittedLine, type LineEnd, SfuProxy } from './SfuProxy.ts'
import { joinEngine } from './testing/joinEngine.ts'
import { type RealEngine, startRealEngine } from './testing/realEngine.ts'

const ANNA = { id: 'anna' as PersonId } as Account

describe('the way to the real engine through our own origin', () => {
  let engine: RealEngine
  let sfu: LiveKitSfu
  let server: Server
  let proxy: SfuProxy
  let url: string
  let room: SfuRoom
  /** Sessions that are valid now, by their cookie, which here is its own hash. */
  const sessions = new Map<string, Account>()
  let beforeAdmission = async () => {}
  const admissions = new Map<string, AdmittedLine>()
  const lines: (readonly ['opened' | LineEnd, SfuHandle])[] = []

  beforeAll(async () => {
    engine = await startRealEngine()
    sfu = new LiveKitSfu(engine.engines, systemRandom)
    proxy = new SfuProxy({
      engines: engine.engines,
      sessionOf: async ({ headers: { cookie = '' } }) => {
        const account = sessions.get(cookie)
        return account ? { hash: cookie, account } : null
      },
      livingSessions: async hashes => new Set(hashes.filter(hash => sessions.has(hash))),
      admit: async (_person, token) => {
        await beforeAdmission()
        return admissions.get(token) ?? null
      },
      failed: error => expect.unreachable(String(error)),
      lineOpened: handle => lines.push(['opened', handle]),
      lineClosed: (handle, by) => lines.push([by, handle]),
    })
    server = createServer().on('upgrade', (request, socket, head) => proxy.handle(request, socket, head))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sfu`
  })
  afterAll(async () => {
    server.close()
    await engine.process.stop()
  })
  beforeEach(async () => {
    sessions.clear()
    lines.length = 0
    beforeAdmission = async () => {}
    sessions.set('session=anna', ANNA)
    room = await sfu.openRoom()
  })

  /** What admission says yes to, once a test has asked for it. */
  async function admit(handle = drawId(systemRandom, SfuHandle)) {
    admissions.set('ticket', { room, handle, grant: await sfu.grant(room, handle) })
    return handle
  }
  const join = (headers: Record<string, string> = { cookie: 'session=anna' }, token = 'ticket') =>
    joinEngine(url, { token, headers })

  it('carries a page with session and ticket into its room, and tells of its coming and going', async () => {
    const handle = await admit()
    const page = await join()
    expect(await sfu.handlesIn(room)).toEqual([handle])
    expect(lines).toEqual([['opened', handle]])
    page?.leave()
    await vi.waitFor(() => expect(lines.at(-1)).toEqual(['page', handle]))
  })

  it('tells at once when the engine has put a page out', async () => {
    const handle = await admit()
    const page = await join()
    await sfu.expel(room, handle)
    await page?.closed
    await vi.waitFor(() => expect(lines.at(-1)).toEqual(['page', handle]))
  })

  it('[SEC-12] refuses a page without a session, and one without a ticket', async () => {
    await admit()
    expect(await join({})).toBeNull()
    expect(await join({ cookie: 'session=forged' })).toBeNull()
    expect(await join(undefined, 'another ticket')).toBeNull()
    expect(await join(undefined, '')).toBeNull()
    expect(lines).toEqual([])
    expect(await sfu.handlesIn(room)).toEqual([])
  })

  it('[SEC-9] closes the lines of the sessions that are over, and no others', async () => {
    sessions.set('session=ben', ANNA)
    const handle = await admit()
    const page = await join()
    const other = await admit()
    await join({ cookie: 'session=ben' })
    proxy.closeSessions(['session=anna'])
    await page?.closed
    await vi.waitFor(() => expect(lines.at(-1)).toEqual(['page', handle]))
    proxy.closeSessions(['session=ben'])
    await vi.waitFor(() => expect(lines.at(-1)).toEqual(['page', other]))
  })

  it('[SEC-9] finds the lines of sessions whose end nobody told', async () => {
    await admit()
    const page = await join()
    await proxy.recheck()
    expect(lines).toHaveLength(1)
    sessions.clear()
    await proxy.recheck()
    await page?.closed
    await vi.waitFor(() => expect(lines).toHaveLength(2))
  })

  it('[SEC-9] keeps no line whose session ended while it was being opened', async () => {
    await admit()
    beforeAdmission = async () => {
      sessions.clear()
      proxy.closeSessions(['session=anna'])
    }
    const page = await join()
    await page?.closed
    await vi.waitFor(() => expect(lines.map(([what]) => what)).toEqual(['opened', 'page']))
  })

  it('[SEC-12] the engine itself refuses who has no token, an old one, one of another key, or asks for its API', async () => {
    const direct = `ws://127.0.0.1:${engine.ports.signal}`
    const { name, secret } = engine.engines.key
    const token = async (key: string, ttl: number) => {
      const made = new AccessToken(name, key, { identity: drawId(systemRandom, SfuHandle), ttl })
      made.addGrant({ room: room.name, roomJoin: true })
      return made.toJwt()
    }
    expect(await joinEngine(direct, { token: '' })).toBeNull()
    expect(await joinEngine(direct, { token: await token(secret, -120) })).toBeNull()
    expect(
      await joinEngine(direct, { token: await token('another secret of 32 bytes or more', 60) }),
    ).toBeNull()
    const list = 'twirp/livekit.RoomService/ListRooms'
    const asked = (headers: Record<string, string>) =>
      fetch(`http://127.0.0.1:${engine.ports.signal}/${list}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{}',
      })
    expect((await asked({})).status).toBe(401)
    const grant = await sfu.grant(room, drawId(systemRandom, SfuHandle))
    expect((await asked({ authorization: `Bearer ${grant}` })).ok).toBe(false)
  })

  it('shows the engine neither cookie, agent nor address of the page, and no path but the one', async () => {
    const seen: string[] = []
    const spy = createServer().on('upgrade', (request, socket) => {
      seen.push(`${request.url} ${JSON.stringify(request.headers)}`)
      socket.destroy()
    })
    await new Promise<void>(resolve => spy.listen(0, '127.0.0.1', resolve))
    const signalPort = (spy.address() as AddressInfo).port
    const spied = new SfuProxy({
      engines: {
        ...engine.engines,
        find: () => ({ id: 'spy', signalPort, turnPort: 1, nodeIp: '127.0.0.1' }),
      },
      sessionOf: async () => ({ hash: 'canary', account: ANNA }),
      livingSessions: async hashes => new Set(hashes),
      admit: async () => ({ room, handle: drawId(systemRandom, SfuHandle), grant: 'the-grant' }),
      failed: () => undefined,
      lineOpened: () => undefined,
      lineClosed: () => undefined,
    })
    const front = createServer().on('upgrade', (request, socket, head) => spied.handle(request, socket, head))
    await new Promise<void>(resolve => front.listen(0, '127.0.0.1', resolve))
    const origin = `ws://127.0.0.1:${(front.address() as AddressInfo).port}`
    const headers = { cookie: 'session=canary', 'user-agent': 'canary', 'x-forwarded-for': '203.0.113.9' }
    await joinEngine(`${origin}/sfu`, { token: 'canary', headers })
    expect(seen).toHaveLength(1)
    expect(seen[0]).toContain('Bearer the-grant')
    expect(seen[0]).not.toMatch(/canary|203\.0\.113\.9|user-agent|cookie/)
    await joinEngine(`${origin}/sfu/rtc`, { token: 'x', headers })
    await joinEngine(`${origin}/sfu/../twirp`, { token: 'x', headers })
    expect(seen).toHaveLength(1)
    front.close()
    spy.close()
  })
})
