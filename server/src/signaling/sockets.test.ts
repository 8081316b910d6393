import type { MessageId } from '@tacet/protocol/ids'
import { PROTOCOL_VERSION } from '@tacet/protocol/version'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Colleague, direct, join, setUpOffice } from '../testing/office.ts'
import { TestServer } from '../testing/TestServer.ts'
import { drawClientId } from '../testing/Visitor.ts'

let server: TestServer
let anna: Colleague

beforeEach(async () => {
  server = await TestServer.start()
  anna = await setUpOffice(server)
})
afterEach(() => server.stop())

describe('the handshake', () => {
  it('lets a signed-in page of ours in', async () => {
    const page = await anna.browser.open()
    expect(page.received[0]).toMatchObject({
      t: 'welcome',
      me: anna.account,
      conversations: [],
      now: server.clock.now(),
    })
  })

  it('lets nobody in without a session', async () => {
    await expect(server.visitor().open()).rejects.toThrow('unauthorized')
  })

  it.each(['http://evil.example', 'null', 'http://localhost'])(
    '[SEC-7] refuses pages of %s',
    async origin => {
      await expect(anna.browser.open({ origin })).rejects.toThrow()
    },
  )

  it('[SEC-7] refuses a page without an Origin', async () => {
    await expect(anna.browser.open({ origin: '' })).rejects.toThrow()
  })

  it('lets pages of a name on this machine in, each with its own cookie', async () => {
    const named = server.visitor(server.origin.replace('localhost', 'anna.localhost'))
    named.cookie = anna.browser.cookie
    expect((await named.open()).connected).toBe(true)
  })

  it('tells an outdated page so', async () => {
    await expect(anna.browser.open({ protocol: PROTOCOL_VERSION + 1 })).rejects.toThrow('outdated')
  })

  it('[SEC-9] refuses a session that ended', async () => {
    const cookie = anna.browser.cookie
    await anna.browser.ask('DELETE', '/api/session')
    anna.browser.cookie = cookie
    await expect(anna.browser.open()).rejects.toThrow('unauthorized')
  })
})

describe('an open page', () => {
  it('[SEC-9] is told and closed when its session is signed out', async () => {
    const page = await anna.browser.open()
    const tab = await anna.browser.open({ phone: false })
    await anna.browser.ask('DELETE', '/api/session')
    expect(await page.closed()).toBe('io server disconnect')
    await tab.closed()
    expect(page.received.at(-1)).toEqual({ t: 'signed-out' })
  })

  it('[SEC-9] is closed when its person is deactivated, and stays when another session ends', async () => {
    const ben = await join(server, anna, 'Ben Aydin')
    const [annas, bens] = [await anna.browser.open(), await ben.browser.open()]
    await anna.browser.post(`/api/people/${ben.id}/deactivate`)
    await bens.closed()
    expect(annas.connected).toBe(true)
  })

  it('[SEC-9] is closed within a minute when its session ran out, or the order to close it got lost', async () => {
    const page = await anna.browser.open()
    server.clock.leap(32 * 24 * 60 * 60 * 1_000)
    await page.closed()
    expect(page.received.at(-1)).toEqual({ t: 'signed-out' })
  })

  it.each([null, 'text', [], {}, { t: 'no-such' }, { t: 'message-send' }, { t: 'welcome' }])(
    'is answered "invalid" when it says %j',
    async said => {
      const page = await anna.browser.open()
      expect(await page.sendRaw(said)).toMatchObject({ ok: false, failure: { error: 'invalid' } })
    },
  )

  it('[SEC-11] is closed when it sends more than any message may hold', async () => {
    const page = await anna.browser.open()
    page.sendRaw({ t: 'message-send', text: 'x'.repeat(200_000) }).catch(() => undefined)
    await page.closed()
  })

  it('[SEC-11] is slowed down when it says too much, and others are not', async () => {
    const ben = await join(server, anna, 'Ben Aydin')
    const conversation = await direct(anna, ben)
    const [annas, bens] = [await anna.browser.open(), await ben.browser.open()]
    const read = { t: 'conversation-read' as const, conversation, at: 1 }
    const answers = await Promise.all(Array.from({ length: 250 }, () => annas.send(read)))
    const refused = answers.filter(answer => !answer.ok)
    expect(refused.length).toBe(50)
    expect(refused[0]).toMatchObject({ failure: { error: 'rate-limited', retryAfter: 20 } })
    expect((await bens.send(read)).ok).toBe(true)
    server.clock.advance(1_000)
    expect((await annas.send(read)).ok).toBe(true)
  })

  it('is served in the order in which it speaks', async () => {
    const ben = await join(server, anna, 'Ben Aydin')
    const conversation = await direct(anna, ben)
    const page = await anna.browser.open()
    const texts = Array.from({ length: 40 }, (_, n) => `message ${n}`)
    const acks = await Promise.all(
      texts.map(text => page.send({ t: 'message-send', conversation, client: drawClientId(), text })),
    )
    const times = acks.map(ack => (ack.ok ? ack.reply.message.at : 0))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })
})

describe('the welcome', () => {
  it('comes first, and what was said meanwhile comes after it: nothing is missed', async () => {
    const ben = await join(server, anna, 'Ben Aydin')
    const conversation = await direct(anna, ben)
    const annas = await anna.browser.open()
    const sent: MessageId[] = []
    let going = true
    const writing = (async () => {
      while (going) {
        const text = `message ${sent.length}`
        const ack = await annas.send({ t: 'message-send', conversation, client: drawClientId(), text })
        if (ack.ok) sent.push(ack.reply.message.id)
        server.clock.advance(20)
      }
    })()
    const pages = await Promise.all(Array.from({ length: 10 }, () => ben.browser.open({ phone: false })))
    going = false
    await writing
    const last = sent.at(-1)
    for (const page of pages) {
      expect(page.received.map(message => message.t).indexOf('welcome')).toBe(0)
      await page.until('welcome')
      const [welcome] = page.all('welcome')
      const item = welcome?.conversations[0]?.last
      const known = item?.type === 'message' ? item.message.id : null
      const heard = page.all('message').map(({ message }) => message.id)
      const from = known === null ? 0 : sent.indexOf(known) + 1
      if (last !== undefined && last !== known && !heard.includes(last)) {
        await page.until('message', ({ message }) => message.id === last)
      }
      const all = page.all('message').map(({ message }) => message.id)
      expect(all).toEqual(expect.arrayContaining(sent.slice(from)))
    }
  })
})
