import { CallId, type ConversationId } from '@tacet/protocol/ids'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { drawId, systemRandom } from '../random.ts'
import { FakeEngines } from '../sfu/fakes/FakeEngines.ts'
import { listDevice } from '../testing/listDevice.ts'
import { type Colleague, direct, join, setUpOffice } from '../testing/office.ts'
import { TestServer } from '../testing/TestServer.ts'
import type { Page } from '../testing/Visitor.ts'

const MINUTE = 60_000

describe('the relay of a call', () => {
  let server: TestServer
  let anna: Colleague
  let ben: Colleague
  let carla: Colleague
  let conversation: ConversationId
  let page: Page
  let bensPage: Page

  beforeEach(async () => {
    server = await TestServer.start({ engines: new FakeEngines() })
    anna = await setUpOffice(server)
    carla = await join(server, anna, 'Carla Moretti')
    ben = await join(server, anna, 'Ben Aydin')
    conversation = await direct(anna, ben)
    await listDevice(anna)
    await listDevice(ben)
    page = await anna.browser.open()
    bensPage = await ben.browser.open()
  })
  afterEach(() => server.stop())

  const start = async () => {
    const call = drawId(systemRandom, CallId)
    const ack = await page.send({ t: 'call-start', call, conversation, media: 'audio' })
    if (!ack.ok) throw new Error(ack.failure.error)
    return { call, servers: ack.reply.iceServers }
  }
  const accept = async (call: CallId) => {
    const to = { person: anna.id, device: anna.browser.device }
    const envelope = { m: '{"t":"accept","v":"vcall/1"}', sig: 'S'.repeat(86) }
    await bensPage.send({ t: 'call-signal', call, to, envelope })
    await page.send({ t: 'call-connected', call })
  }
  const renew = async (call: CallId, from = page) => {
    const ack = await from.send({ t: 'call-relay', call })
    return ack.ok ? ack.reply.iceServers : ack.failure.error
  }

  it('[SEC-6] gives whoever is in the call new credentials, one a minute', async () => {
    const { call, servers } = await start()
    expect(servers).toHaveLength(2)
    expect(await renew(call)).toEqual(servers)
    await accept(call)
    server.clock.advance(MINUTE)
    const renewed = await renew(call)
    expect(renewed).toHaveLength(2)
    expect(renewed).not.toEqual(servers)
    expect(await renew(call)).toEqual(renewed)
    expect(await renew(call, bensPage)).toHaveLength(2)
  })

  it('[SEC-6] gives them to nobody else, and for no call that is over', async () => {
    const { call } = await start()
    expect(await renew(call, await carla.browser.open())).toBe('forbidden')
    await page.send({ t: 'call-end', call, reason: 'cancel' })
    expect(await renew(call)).toBe('call-over')
    expect(await renew(drawId(systemRandom, CallId))).toBe('call-over')
  })
})
