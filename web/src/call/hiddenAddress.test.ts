import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DM, TestPhone, TestServer } from './testing/TestPhone.ts'

const TURN = [{ urls: ['turn:192.0.2.7:3478'], username: 'name', credential: 'secret' }]

describe('a person who hides their address', () => {
  let anna: TestPhone
  let ben: TestPhone
  let server: TestServer

  beforeEach(async () => {
    ;[anna, ben] = await Promise.all([TestPhone.make('anna'), TestPhone.make('ben')])
    server = new TestServer()
    anna.rings = { devices: [ben.device], chain: ben.chain, iceServers: TURN }
  })

  const untilCarried = (fact: () => void) => server.carryUntil(fact, ben, anna)
  const ending = ({ controller }: TestPhone) => {
    const { call } = controller.store.getState()
    return call.at === 'ended' ? call.outcome : call.at
  }

  it('[SEC-5] [ICE-4] stays behind the relay for the whole call, whatever is set meanwhile', async () => {
    anna.hides = true
    anna.controller.dial(DM, ben.person, 'audio')
    await untilCarried(() => expect(ben.at).toBe('ringing-in'))
    ben.controller.accept('audio')
    await untilCarried(() => expect(anna.link.path?.relayOnly).toBe(true))
    anna.meets(ben)
    anna.link.tell({ is: 'flowing' })
    await untilCarried(() => expect(anna.at).toBe('connected'))
    anna.hides = false
    anna.link.tell({ is: 'silent' })
    await vi.waitFor(() => expect(anna.link.restarts).toBeGreaterThan(0))
    expect(anna.link.path?.relayOnly).toBe(true)
  })

  it('[SEC-5] rings nobody where there is no relay, and says so', async () => {
    anna.hides = true
    anna.rings = { ...anna.rings, iceServers: [] }
    anna.controller.dial(DM, ben.person, 'audio')
    await vi.waitFor(() => expect(ending(anna)).toBe('no-relay'))
    expect(anna.said()).toEqual([])
    expect(anna.sent('call-end')).toMatchObject([{ reason: 'error' }])
  })

  it('[SEC-5] does not answer where there is no relay, and says so', async () => {
    ben.hides = true
    anna.controller.dial(DM, ben.person, 'audio')
    await untilCarried(() => expect(ben.at).toBe('ringing-in'))
    ben.controller.accept('audio')
    await vi.waitFor(() => expect(ending(ben)).toBe('no-relay'))
    expect(ben.said()).not.toContain('answer')
    expect(ben.sent('call-end')).toMatchObject([{ reason: 'error' }])
  })
})
