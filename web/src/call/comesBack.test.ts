import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DM, TestPhone, TestServer } from './testing/TestPhone.ts'

let anna: TestPhone
let ben: TestPhone
let server: TestServer

beforeEach(async () => {
  ;[anna, ben] = await Promise.all([TestPhone.make('anna'), TestPhone.make('ben')])
  server = new TestServer()
  anna.rings = { devices: [ben.device], chain: ben.chain }
})

const untilCarried = (fact: () => void) => server.carryUntil(fact, ben, anna)

/** The line of Ben's page breaks for a moment while it rings; the server asks Anna's device to ring it again. */
async function comeBack(): Promise<void> {
  const { call } = anna.controller.store.getState()
  if (call.at === 'idle') throw new Error('no call')
  anna.signaling.receive({ t: 'call-device', call: call.facts.call, device: ben.device })
  await vi.waitFor(() => expect(anna.said().filter(kind => kind === 'offer')).toHaveLength(2))
  server.carry(anna, ben)
  await ben.settled()
}

describe('a device whose line breaks while it rings', () => {
  it('[CALL-2, 6] goes on ringing when it comes back, and connects', async () => {
    anna.controller.dial(DM, ben.person, 'audio')
    await untilCarried(() => expect(ben.at).toBe('ringing-in'))
    await comeBack()
    expect([anna.at, ben.at]).toEqual(['dialing', 'ringing-in'])
    ben.controller.accept('audio')
    await untilCarried(() => expect(ben.said()).toContain('accept'))
    await untilCarried(() => expect(anna.link.path).not.toBeNull())
    anna.meets(ben)
    ben.meets(anna)
    for (const phone of [anna, ben]) phone.link.tell({ is: 'flowing' })
    await untilCarried(() => expect([anna.at, ben.at]).toEqual(['connected', 'connected']))
  })
})
