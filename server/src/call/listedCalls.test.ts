import type { ConversationId, DeviceId } from '@tacet/protocol/ids'
import { CallId } from '@tacet/protocol/ids'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Keyring } from '../device/testing/Keyring.ts'
import { drawKeys } from '../device/testing/Keyring.ts'
import { drawId, systemRandom } from '../random.ts'
import { listDevice } from '../testing/listDevice.ts'
import { type Colleague, direct, join, setUpOffice } from '../testing/office.ts'
import { TestServer } from '../testing/TestServer.ts'
import type { Page, Visitor } from '../testing/Visitor.ts'

describe('a call on a real server', () => {
  let server: TestServer
  let anna: Colleague
  let ben: Colleague
  let conversation: ConversationId
  let annasPage: Page
  let annasKeyring: Keyring

  beforeEach(async () => {
    server = await TestServer.start()
    anna = await setUpOffice(server)
    ben = await join(server, anna, 'Ben Aydin')
    conversation = await direct(anna, ben)
    annasKeyring = (await listDevice(anna)).keyring
    annasPage = await anna.browser.open()
  })
  afterEach(() => server.stop())

  const start = async (page = annasPage) => {
    const call = drawId(systemRandom, CallId)
    const ack = await page.send({ t: 'call-start', call, conversation, media: 'audio' })
    return { call, ack }
  }
  const offer = (call: CallId, device: DeviceId) =>
    annasPage.send({
      t: 'call-signal',
      call,
      to: { person: ben.id, device },
      envelope: { m: '{"media":"audio","t":"offer","v":"vcall/1"}', sig: 'S'.repeat(86), sdp: 'v=0' },
    })

  /** One more browser of Ben's, not listed yet. */
  const secondBrowser = (): Visitor => {
    const browser = server.visitor()
    browser.cookie = ben.browser.cookie
    return browser
  }

  it('[RING-1, DL-4] carries the list of each side to the other, and signatures as they are', async () => {
    const { keyring } = await listDevice(ben)
    const bensPage = await ben.browser.open()
    const { call, ack } = await start()
    expect(ack).toMatchObject({
      ok: true,
      reply: { devices: [ben.browser.device], chain: keyring.chain },
    })
    expect(await offer(call, ben.browser.device)).toEqual({ ok: true, reply: {} })
    expect(await bensPage.until('call-signal')).toMatchObject({
      from: { person: anna.id, device: anna.browser.device },
      envelope: { sig: 'S'.repeat(86) },
      age: 0,
      ring: { chain: annasKeyring.chain },
    })
  })

  it('does not ring a browser that waits, until it is approved; and not one that was revoked', async () => {
    const { keyring, keys } = await listDevice(ben)
    const bensPage = await ben.browser.open()
    const [newKeys] = await drawKeys(1)
    if (!newKeys) throw new Error('one device')
    const newcomer = secondBrowser()
    newcomer.device = newKeys.device.dev
    const newPage = await newcomer.open()
    await newcomer.post('/api/devices/pending', { device: newKeys.device, label: 'Phone' })

    const { call, ack } = await start()
    expect(ack).toMatchObject({ ok: true, reply: { devices: [ben.browser.device] } })
    expect(await offer(call, newcomer.device)).toMatchObject({ failure: { error: 'forbidden' } })
    await ben.browser.post('/api/devices/entries', { entry: await keyring.next([keys, newKeys], keys) })
    expect(await annasPage.until('call-device')).toMatchObject({ call, device: newcomer.device })
    expect(await offer(call, newcomer.device)).toMatchObject({ ok: true })
    await newPage.until('call-signal')

    await ben.browser.post('/api/devices/entries', { entry: await keyring.next([newKeys], newKeys) })
    expect(await bensPage.until('call-ended')).toMatchObject({ call, reason: 'error' })
    await annasPage.send({ t: 'call-end', call, reason: 'cancel' })
    expect((await start()).ack).toMatchObject({ ok: true, reply: { devices: [newcomer.device] } })
  })

  it('begins on a listed device only', async () => {
    await listDevice(ben)
    await ben.browser.open()
    const elsewhere = server.visitor()
    elsewhere.cookie = anna.browser.cookie
    const { ack } = await start(await elsewhere.open())
    expect(ack).toEqual({ ok: false, failure: { error: 'forbidden', field: 'device' } })
  })

  it('does not reach somebody without a list, who is there all the same', async () => {
    await ben.browser.open()
    expect((await start()).ack).toMatchObject({ ok: true, reply: { devices: [], chain: [] } })
  })
})
