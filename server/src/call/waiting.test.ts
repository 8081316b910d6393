import { CallId, type ConversationId } from '@tacet/protocol/ids'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { drawKeys } from '../device/testing/Keyring.ts'
import { drawId, systemRandom } from '../random.ts'
import { listDevice } from '../testing/listDevice.ts'
import { type Colleague, direct, join, setUpOffice } from '../testing/office.ts'
import { TestServer } from '../testing/TestServer.ts'
import type { Page } from '../testing/Visitor.ts'

interface Seat {
  readonly who: Colleague
  readonly page: Page
  readonly listed: Awaited<ReturnType<typeof listDevice>>
}

describe('a call to somebody who is in a call', () => {
  let server: TestServer
  let anna: Seat
  let ben: Seat
  let carla: Seat
  let david: Seat

  const sit = async (who: Colleague): Promise<Seat> => {
    const listed = await listDevice(who)
    return { who, listed, page: await who.browser.open() }
  }

  beforeEach(async () => {
    server = await TestServer.start()
    anna = await sit(await setUpOffice(server))
    ben = await sit(await join(server, anna.who, 'Ben Aydin'))
    carla = await sit(await join(server, anna.who, 'Carla Moretti'))
    david = await sit(await join(server, anna.who, 'David Okafor'))
  })
  afterEach(() => server.stop())

  const start = async (from: Seat, to: Seat) => {
    const conversation: ConversationId = await direct(from.who, to.who)
    const call = drawId(systemRandom, CallId)
    const ack = await from.page.send({ t: 'call-start', call, conversation, media: 'audio' })
    return { call, ack }
  }

  const accept = async (call: CallId, caller: Seat, callee: Seat) => {
    await callee.page.send({
      t: 'call-signal',
      call,
      to: { person: caller.who.id, device: caller.who.browser.device },
      envelope: { m: '{"t":"accept","v":"vcall/1"}', sig: 'S'.repeat(86) },
    })
    await caller.page.send({ t: 'call-connected', call })
  }

  const talk = async (caller: Seat, callee: Seat) => {
    const { call } = await start(caller, callee)
    await accept(call, caller, callee)
    return call
  }

  const rows = async (from: Seat, to: Seat) => {
    const conversation = await direct(from.who, to.who)
    const { body } = await from.who.browser.get<{ items: { call: object }[] }>(
      `/api/conversations/${conversation}/timeline`,
    )
    return body.items.map(({ call }) => call)
  }

  it('[CALL-10] waits at the device that is in the call, and at no other', async () => {
    const [newKeys] = await drawKeys(1)
    if (!newKeys) throw new Error('one device')
    const second = server.visitor()
    second.cookie = ben.who.browser.cookie
    second.device = newKeys.device.dev
    await second.post('/api/devices/pending', { device: newKeys.device, label: 'Phone' })
    const { keyring, keys } = ben.listed
    await second.post('/api/devices/entries', { entry: await keyring.next([keys, newKeys], keys) })
    await second.open()

    const first = await talk(anna, ben)
    const { call, ack } = await start(carla, ben)
    expect(ack).toMatchObject({ ok: true, reply: { waiting: true, devices: [ben.who.browser.device] } })
    // Nothing is in its way any more: it rings like any other.
    await anna.page.send({ t: 'call-end', call: first, reason: 'hangup' })
    expect(await carla.page.until('call-device')).toMatchObject({ call, device: second.device })
  })

  it('[CALL-10] is told that it does not wait where nobody talks', async () => {
    expect((await start(carla, ben)).ack).toMatchObject({ ok: true, reply: { waiting: false } })
  })

  it('[CALL-10] a third one is busy at once', async () => {
    await talk(anna, ben)
    await start(carla, ben)
    const { call, ack } = await start(david, ben)
    expect(ack).toMatchObject({ ok: true, reply: { waiting: false, devices: [] } })
    expect(await david.page.until('call-ended')).toMatchObject({ call, reason: 'busy' })
  })

  it('[CALL-10] nobody waits where the organization wants everybody busy', async () => {
    await anna.who.browser.ask('PATCH', '/api/organization', { callWaiting: false })
    await talk(anna, ben)
    const { call } = await start(carla, ben)
    expect(await carla.page.until('call-ended')).toMatchObject({ call, reason: 'busy' })
  })

  it('[CALL-10] may be accepted beside the first one, and then both run', async () => {
    const first = await talk(anna, ben)
    const second = await talk(carla, ben)
    await anna.page.send({ t: 'call-end', call: first, reason: 'hangup' })
    expect(await ben.page.until('call-ended')).toMatchObject({ call: first })
    // The other one is still there, for its server too.
    expect((await start(david, carla)).ack).toMatchObject({ ok: true, reply: { waiting: true } })
    expect(await carla.page.send({ t: 'call-end', call: second, reason: 'hangup' })).toMatchObject({
      ok: true,
    })
  })

  it('[CALL-10, 13] what is written does not tell busy from unanswered', async () => {
    await talk(anna, ben)
    await start(carla, ben)
    await start(david, ben)
    await carla.page.send({ t: 'call-end', call: (await start(carla, ben)).call, reason: 'timeout' })
    const [busy] = await rows(david, ben)
    const [unanswered] = await rows(carla, ben)
    const facts = { status: 'not_connected', endedAt: null, endedBy: null, kind: 'audio' }
    expect(busy).toMatchObject(facts)
    expect(unanswered).toMatchObject(facts)
    expect(Object.keys(busy ?? {})).toEqual(Object.keys(unanswered ?? {}))
  })
})
