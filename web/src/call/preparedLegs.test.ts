import type { DeviceId } from '@tacet/protocol/ids'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DM, id, RELAY, TestPhone, TestServer } from './testing/TestPhone.ts'

let anna: TestPhone
let ben: TestPhone
let server: TestServer

beforeEach(async () => {
  ;[anna, ben] = await Promise.all([TestPhone.make('anna'), TestPhone.make('ben')])
  server = new TestServer()
  anna.rings = { devices: [ben.device], chain: ben.chain }
  for (const phone of [anna, ben]) phone.iceServers = [RELAY]
})

const untilCarried = (fact: () => void) => server.carryUntil(fact, ben, anna)

/** It rings, and the path over the relay has come up on both sides. */
async function meetWhileRinging(): Promise<void> {
  anna.controller.dial(DM, ben.person, 'audio')
  await untilCarried(() => expect(anna.said()).toContain('confirm'))
  server.carry(anna, ben)
  anna.meets(ben)
  ben.meets(anna)
  for (const phone of [anna, ben]) phone.link.tell({ is: 'flowing' })
  for (const phone of [anna, ben]) await phone.settled()
}

const view = (phone: TestPhone) => phone.controller.store.getState()

describe('a leg that connects while it rings', () => {
  it('[RING-2] answers at once, by the relay alone, and consents to nothing', async () => {
    await meetWhileRinging()
    expect(JSON.parse(anna.sent('call-signal')[0]?.envelope.m ?? '').pre).toBe(1)
    expect(ben.said()).toEqual(['answer'])
    for (const phone of [anna, ben]) {
      expect(phone.link.prepared).toEqual([RELAY])
      expect(phone.link.path).toBeNull()
    }
    expect(ben.at).toBe('ringing-in')
  })

  it('[CALL-5] [SEC-4] attaches no track and opens no device before Accept, though the path is there', async () => {
    await meetWhileRinging()
    expect([...anna.link.given, ...ben.link.given]).toEqual([])
    expect(view(ben).own.microphone).toBe('none')
    expect([view(anna).secured, view(ben).secured]).toEqual([false, false])
  })

  it('[CALL-14] is connected as soon as the person accepts', async () => {
    await meetWhileRinging()
    ben.controller.accept('audio')
    await vi.waitFor(() => expect(ben.at).toBe('connected'))
    await vi.waitFor(() => expect(ben.link.sending.has('microphone')).toBe(true))
    await untilCarried(() => expect(anna.at).toBe('connected'))
    expect(anna.link.sending.has('microphone')).toBe(true)
    expect(ben.said()).toEqual(['answer', 'accept'])
  })

  it('[ICE-3] looks for the real path after Accept and not before', async () => {
    await meetWhileRinging()
    ben.controller.accept('audio')
    await untilCarried(() => expect(anna.link.path).toEqual({ iceServers: [RELAY], relayOnly: false }))
    expect(ben.link.path).toEqual({ iceServers: [RELAY], relayOnly: false })
  })

  it('[CALL-12] tells by a signed word alone that the other side declines', async () => {
    await meetWhileRinging()
    ben.controller.decline()
    expect(ben.link.said).not.toContainEqual({ t: 'bye' })
    await untilCarried(() => expect(view(anna).call).toMatchObject({ at: 'ended', outcome: 'declined' }))
  })

  it('[RING-3] takes no word of an unproven path for the end of the call', async () => {
    await meetWhileRinging()
    anna.link.tell({ is: 'said', message: { t: 'bye' } })
    ben.link.tell({ is: 'said', message: { t: 'bye' } })
    anna.link.tell({ is: 'silent' })
    await anna.settled()
    expect(['dialing', 'ringing-out']).toContain(anna.at)
    expect(ben.at).toBe('ringing-in')
  })

  it('[RING-1] is what at most three devices get; the others wait for the click', async () => {
    anna.rings = { devices: ['a', 'b', 'c', 'd'].map(name => id<DeviceId>(name)), chain: ben.chain }
    anna.controller.dial(DM, ben.person, 'audio')
    await vi.waitFor(() => expect(anna.links).toHaveLength(4))
    expect(anna.links.map(link => link.prepared !== null)).toEqual([true, true, true, false])
  })

  it('[RING-1] is what nobody gets without a relay', async () => {
    anna.iceServers = [{ urls: ['stun:192.0.2.1:3478'] }]
    anna.controller.dial(DM, ben.person, 'audio')
    await untilCarried(() => expect(ben.at).toBe('ringing-in'))
    await ben.settled()
    expect([anna.link.prepared, ben.link.prepared]).toEqual([null, null])
    expect(ben.said()).toEqual([])
  })

  it('answers an offer that wants it also where this side has no relay', async () => {
    ben.iceServers = []
    await meetWhileRinging()
    expect(ben.link.prepared).toBeNull()
    ben.controller.accept('audio')
    await untilCarried(() => expect(anna.at).toBe('connected'))
  })
})
