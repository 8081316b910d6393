import { CALL_12_NO_ANSWER, CALL_23_WINDOW } from '@tacet/domain/call/timers'
import type { Conversation } from '@tacet/protocol/conversation'
import type { CallRow } from '@tacet/protocol/history'
import { CallId, type ConversationId } from '@tacet/protocol/ids'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { drawId, systemRandom } from '../random.ts'
import { listDevice } from '../testing/listDevice.ts'
import { type Colleague, direct, join, setUpOffice } from '../testing/office.ts'
import { TestServer, type TestServerOptions } from '../testing/TestServer.ts'
import { testRedisUrl } from '../testing/testRedis.ts'
import type { Page } from '../testing/Visitor.ts'

const grounds: readonly { name: string; options: () => TestServerOptions }[] = [
  { name: 'SQLite and memory', options: () => ({ database: 'SQLite' }) },
  {
    name: 'PostgreSQL and Redis',
    options: () => ({ database: 'PostgreSQL', env: { REDIS_URL: testRedisUrl(7) } }),
  },
]

describe.each(grounds)('calls that somebody does not want, on $name', ({ options }) => {
  let server: TestServer
  let anna: Colleague
  let ben: Colleague
  let conversation: ConversationId
  let annas: Page
  let bens: Page

  beforeEach(async () => {
    server = await TestServer.start(options())
    anna = await setUpOffice(server)
    ben = await join(server, anna, 'Ben Aydin')
    conversation = await direct(anna, ben)
    for (const person of [anna, ben]) await listDevice(person)
    annas = await anna.browser.open()
    bens = await ben.browser.open()
  })
  afterEach(() => server.stop())

  const start = async (page: Page = annas, where = conversation) => {
    const call = drawId(systemRandom, CallId)
    return { call, ack: await page.send({ t: 'call-start', call, conversation: where, media: 'audio' }) }
  }
  const offer = (call: CallId) =>
    annas.send({
      t: 'call-signal',
      call,
      to: { person: ben.id, device: ben.browser.device },
      envelope: { m: '{"media":"audio","t":"offer","v":"vcall/1"}', sig: 'S'.repeat(86), sdp: 'v=0' },
    })
  const cancel = (call: CallId) => annas.send({ t: 'call-end', call, reason: 'cancel' })
  const timeOut = async (call: CallId) => {
    server.clock.advance(CALL_12_NO_ANSWER + 10_000)
    return annas.until('call-ended', ended => ended.call === call)
  }
  const chooseDnd = () => bens.send({ t: 'presence-status', wish: 'dnd', message: null, lasts: null })
  const block = () => ben.browser.post('/api/blocks', { person: anna.id })
  const unblock = () => ben.browser.ask('DELETE', `/api/blocks/${anna.id}`)
  const rowsOf = async (who: Colleague): Promise<CallRow[]> => {
    const path = `/api/conversations/${conversation}/timeline`
    const { body } = await who.browser.get<{ items: { type: string; call: CallRow }[] }>(path)
    return body.items.flatMap(item => (item.type === 'call' ? [item.call] : []))
  }
  const unreadOf = async (who: Colleague): Promise<number> => {
    const page = await who.browser.open({ phone: false })
    const all: readonly Conversation[] = page.all('welcome')[0]?.conversations ?? []
    page.close()
    return all.find(({ id }) => id === conversation)?.unread ?? -1
  }
  const alike = (rows: readonly CallRow[]) => rows.map(({ id: _, startedAt: __, ...rest }) => rest)
  const heard = (page: Page) => page.received.filter(({ t }) => t.startsWith('call-') && t !== 'call-row')

  it('[CALL-11] nothing rings at somebody who does not want to be disturbed; the caller is told', async () => {
    await chooseDnd()
    const { call, ack } = await start()
    expect(ack).toMatchObject({ ok: true, reply: { devices: [], iceServers: [] } })
    expect(await annas.until('call-ended')).toMatchObject({ call, reason: 'dnd' })
    expect(heard(bens)).toEqual([])
    expect(await unreadOf(ben)).toBe(1)
  })

  it('[CALL-11] the row is that of a call that nobody answered', async () => {
    const first = await start()
    await timeOut(first.call)
    await chooseDnd()
    await start()
    const rows = alike(await rowsOf(ben))
    expect(rows[1]).toEqual(rows[0])
    expect(rows[0]).toMatchObject({ status: 'not_connected', endedAt: null, endedBy: null })
  })

  it('[CALL-23] the fourth call within ten minutes does not ring, whatever became of the others', async () => {
    await cancel((await start()).call)
    await timeOut((await start()).call)
    const third = await start()
    await bens.send({ t: 'call-end', call: third.call, reason: 'decline' })
    const before = heard(bens).length
    expect((await start()).ack).toMatchObject({
      ok: false,
      failure: { error: 'cool-down', retryAfter: CALL_23_WINDOW - CALL_12_NO_ANSWER - 10_000 },
    })
    expect(heard(bens)).toHaveLength(before)
    expect(await rowsOf(anna)).toHaveLength(3)
    // The other one may call, and so may whoever waits.
    const back = await start(bens)
    expect(back.ack.ok).toBe(true)
    await bens.send({ t: 'call-end', call: back.call, reason: 'cancel' })
    server.clock.advance(CALL_23_WINDOW)
    expect((await start()).ack.ok).toBe(true)
  })

  it('[CALL-23] an answer ends the counting', async () => {
    for (let calls = 0; calls < 2; calls++) await cancel((await start()).call)
    const { call } = await start()
    await bens.send({
      t: 'call-signal',
      call,
      to: { person: anna.id, device: anna.browser.device },
      envelope: { m: '{"t":"accept","v":"vcall/1"}', sig: 'S'.repeat(86) },
    })
    await annas.send({ t: 'call-end', call, reason: 'hangup' })
    expect((await start()).ack.ok).toBe(true)
  })

  it('[CALL-23] somebody who is blocked sees what everybody sees who gets no answer', async () => {
    const answered = await start()
    await offer(answered.call)
    await timeOut(answered.call)
    await block()
    const before = heard(bens).length
    const blocked = await start()
    expect(blocked.ack).toEqual({
      ok: true,
      reply: { ...(answered.ack.ok ? answered.ack.reply : {}), row: expect.any(String) },
    })
    expect(await offer(blocked.call)).toEqual({ ok: true, reply: {} })
    expect(await annas.until('call-ringing', ({ call }) => call === blocked.call)).toMatchObject({
      device: ben.browser.device,
    })
    expect(await timeOut(blocked.call)).toMatchObject({ reason: 'timeout' })
    const rows = alike(await rowsOf(anna))
    expect(rows[1]).toEqual(rows[0])
    expect(heard(bens)).toHaveLength(before)
  })

  it('[CALL-23] somebody who has blocked the caller is not bothered: no ring, nothing unread, free for others', async () => {
    await block()
    const { call } = await start()
    await offer(call)
    const carla = await join(server, anna, 'Carla Moretti')
    await listDevice(carla)
    const carlas = await carla.browser.open()
    expect((await start(carlas, await direct(carla, ben))).ack).toMatchObject({
      ok: true,
      reply: { devices: [ben.browser.device] },
    })
    await timeOut(call)
    expect(await unreadOf(ben)).toBe(0)
    await unblock()
    expect(await unreadOf(ben)).toBe(1)
    expect((await start()).ack).toMatchObject({ reply: { devices: [ben.browser.device] } })
  })

  it('[CALL-11] who wants no call says so to those who are blocked as well', async () => {
    await block()
    await chooseDnd()
    const { call } = await start()
    expect(await annas.until('call-ended')).toMatchObject({ call, reason: 'dnd' })
    expect(await unreadOf(ben)).toBe(0)
  })

  it('[CALL-23] whoever has blocked somebody may call them, also while those seem to ring', async () => {
    await block()
    const { call } = await start()
    const back = await start(bens)
    expect(back.ack).toMatchObject({ ok: true, reply: { devices: [anna.browser.device] } })
    expect(await annas.until('call-ended')).toMatchObject({ call, reason: 'timeout' })
  })

  it('[CALL-23] is told to all pages of the person, and to nobody else', async () => {
    await block()
    await block()
    expect(await bens.until('blocked')).toEqual({ t: 'blocked', blocked: [anna.id] })
    const second = await ben.browser.open({ phone: false })
    expect(second.all('welcome')[0]?.blocked).toEqual([anna.id])
    await unblock()
    await bens.until('blocked', ({ blocked }) => blocked.length === 0)
    expect(annas.all('blocked')).toEqual([])
    expect(annas.all('welcome')[0]?.blocked).toEqual([])
  })

  it('[SEC-14] nobody finds out by blocking whether a person exists whom they may not see', async () => {
    const external = await join(server, anna, 'Ugo Ferri', 'external')
    const ask = (person: string) => external.browser.post('/api/blocks', { person })
    const [hidden, nobody] = [await ask(ben.id), await ask('AAAAAAAAAAAAAAAAAAAAAA')]
    expect([hidden.status, hidden.body]).toEqual([404, { error: 'not-found' }])
    expect([nobody.status, nobody.body]).toEqual([hidden.status, hidden.body])
    expect((await ask(external.id)).body).toMatchObject({ error: 'invalid', field: 'person' })
  })
})
