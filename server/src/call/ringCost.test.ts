import { CallId, type ConversationId } from '@tacet/protocol/ids'
import { hashText } from '@tacet/protocol/verified/hash'
import type { DeviceKeys } from '@tacet/protocol/verified/keys'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { drawKeys, type Keyring } from '../device/testing/Keyring.ts'
import { drawId, systemRandom } from '../random.ts'
import { FakeEngines } from '../sfu/fakes/FakeEngines.ts'
import { listDevice } from '../testing/listDevice.ts'
import { type Colleague, direct, join, setUpOffice } from '../testing/office.ts'
import { TestServer } from '../testing/TestServer.ts'
import type { Page } from '../testing/Visitor.ts'

describe.each(['SQLite', 'PostgreSQL'] as const)('what a ring asks of %s', database => {
  let server: TestServer
  let anna: Colleague
  let ben: Colleague
  let keyring: Keyring
  let keys: DeviceKeys
  let pages: { anna: Page; ben: Page }
  const statements: string[] = []

  beforeEach(async () => {
    const onStatement = (statement: string) => void statements.push(statement)
    server = await TestServer.start({ database, engines: new FakeEngines(), onStatement })
    anna = await setUpOffice(server)
    ben = await join(server, anna, 'Ben Aydin')
    ;({ keyring, keys } = await listDevice(anna))
    await listDevice(ben)
    pages = { anna: await anna.browser.open(), ben: await ben.browser.open() }
  })
  afterEach(() => server.stop())

  const start = async (conversation: ConversationId) => {
    const call = drawId(systemRandom, CallId)
    const ack = await pages.anna.send({ t: 'call-start', call, conversation, media: 'audio' })
    expect(ack).toMatchObject({ ok: true, reply: { devices: [ben.browser.device] } })
    return call
  }
  /** Names the newest entry of Anna's list. */
  const offer = async (call: CallId) => {
    const dl = { head: await hashText(keyring.chain.at(-1)?.m ?? ''), seq: keyring.chain.length - 1 }
    const to = { person: ben.id, device: ben.browser.device }
    const envelope = { m: JSON.stringify({ dl, media: 'audio', t: 'offer', v: 'vcall/1' }), sdp: 'v=0' }
    await pages.anna.send({ t: 'call-signal', call, to, envelope })
  }

  it('[PERF-6] from the caller’s click until the offer is with the callee: one statement reads, one writes', async () => {
    const conversation = await direct(anna, ben)
    statements.length = 0
    await offer(await start(conversation))
    const { ring } = await pages.ben.until('call-signal')
    expect(ring?.chain).toEqual(keyring.chain)
    expect(statements.map(statement => statement.split(' ')[0])).toEqual([
      'select',
      database === 'SQLite' ? 'insert' : 'with',
    ])
  })

  it('[DL-4] an offer goes with the list that it names, also where that has changed since the call began', async () => {
    const call = await start(await direct(anna, ben))
    const [fresh] = await drawKeys(1)
    if (!fresh) throw new Error('one device')
    await anna.browser.post('/api/devices/entries', { entry: await keyring.next([keys, fresh], keys) })
    expect(keyring.chain).toHaveLength(2)
    await offer(call)
    expect((await pages.ben.until('call-signal')).ring?.chain).toEqual(keyring.chain)
  })
})
