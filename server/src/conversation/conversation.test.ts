import type { ConversationView, TimelinePage } from '@tacet/protocol/conversation'
import type { ConversationId, MessageId } from '@tacet/protocol/ids'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testDatabases } from '../storage/testDatabases.ts'
import { type Colleague, direct, group, join, setUpOffice } from '../testing/office.ts'
import { TestServer } from '../testing/TestServer.ts'
import { drawClientId, type Page } from '../testing/Visitor.ts'

describe.each(testDatabases)('conversations on $name', ({ name: database }) => {
  let server: TestServer
  let anna: Colleague
  let ben: Colleague
  let carla: Colleague

  beforeEach(async () => {
    server = await TestServer.start({ database })
    anna = await setUpOffice(server)
    ben = await join(server, anna, 'Ben Aydin')
    carla = await join(server, anna, 'Carla Moretti')
  })
  afterEach(() => server.stop())

  const say = async (page: Page, conversation: ConversationId, text: string, client = drawClientId()) => {
    const ack = await page.send({ t: 'message-send', conversation, client, text })
    if (!ack.ok) throw new Error(ack.failure.error)
    return ack.reply.message
  }
  const timeline = async (who: Colleague, conversation: ConversationId, query = '') =>
    (await who.browser.get<TimelinePage>(`/api/conversations/${conversation}/timeline${query}`)).body

  describe('a direct message', () => {
    it('is one for each pair, whoever begins it and however often', async () => {
      const conversation = await direct(anna, ben)
      expect(await direct(ben, anna)).toBe(conversation)
      const made = await Promise.all([direct(ben, carla), direct(carla, ben), direct(ben, carla)])
      expect(new Set(made).size).toBe(1)
      expect((await anna.browser.open()).received[0]).toMatchObject({
        conversations: [
          { id: conversation, kind: 'direct', members: expect.arrayContaining([anna.id, ben.id]) },
        ],
      })
    })

    it('appears at the other person at once', async () => {
      const page = await ben.browser.open()
      const conversation = await direct(anna, ben)
      const { view } = await page.until('conversation')
      expect(view.conversation).toMatchObject({ id: conversation, unread: 0, last: null })
      expect(view.people.map(person => person.name).sort()).toEqual(['Anna Keller', 'Ben Aydin'])
    })

    it('is not had with oneself, nor with somebody who does not exist or was deactivated', async () => {
      const start = (person: string) => anna.browser.post('/api/conversations', { kind: 'direct', person })
      expect((await start(anna.id)).body.error).toBe('invalid')
      expect((await start(`${'A'.repeat(21)}g`)).body.error).toBe('not-found')
      await anna.browser.post(`/api/people/${ben.id}/deactivate`)
      expect((await start(ben.id)).body.error).toBe('not-found')
    })

    it('stays readable when the other was deactivated, and takes no more messages', async () => {
      const conversation = await direct(anna, ben)
      const page = await anna.browser.open()
      await say(page, conversation, 'Before')
      await anna.browser.post(`/api/people/${ben.id}/deactivate`)
      await expect(say(page, conversation, 'After')).rejects.toThrow('forbidden')
      expect((await timeline(anna, conversation)).items).toHaveLength(1)
      await page.until('person', ({ person }) => person.id === ben.id && !person.active)
      const again = await anna.browser.open()
      expect(again.received[0]).toMatchObject({
        conversations: [{ members: expect.arrayContaining([ben.id]) }],
      })
    })
  })

  describe('a group', () => {
    it('is renamed, joined and left, and everybody in it sees that', async () => {
      const [annas, bens, carlas] = [
        await anna.browser.open(),
        await ben.browser.open(),
        await carla.browser.open(),
      ]
      const id = await group(anna, 'Mittagstisch', [ben])
      await bens.until('conversation', ({ view }) => view.conversation.name === 'Mittagstisch')
      await anna.browser.ask('PATCH', `/api/conversations/${id}`, { name: 'Essen' })
      await bens.until('conversation', ({ view }) => view.conversation.name === 'Essen')
      await ben.browser.post(`/api/conversations/${id}/members`, { people: [carla.id] })
      await carlas.until('conversation', ({ view }) => view.conversation.members.length === 3)
      await annas.until('presence', ({ presence }) => presence.some(({ person }) => person === carla.id))
      expect((await carla.browser.ask('DELETE', `/api/conversations/${id}/members/${carla.id}`)).status).toBe(
        204,
      )
      await carlas.until('conversation-gone')
      await annas.until('conversation', ({ view }) => view.conversation.members.length === 2)
      expect((await carla.browser.get(`/api/conversations/${id}/timeline`)).status).toBe(404)
    })

    it('is moderated by its maker, then by whoever has been in it longest', async () => {
      const id = await group(anna, 'Mittagstisch', [carla])
      server.clock.advance(1_000)
      await anna.browser.post(`/api/conversations/${id}/members`, { people: [ben.id] })
      const rename = (who: Colleague) =>
        who.browser.ask('PATCH', `/api/conversations/${id}`, { name: 'Essen' })
      expect((await rename(carla)).status).toBe(403)
      await anna.browser.ask('DELETE', `/api/conversations/${id}/members/${anna.id}`)
      expect((await rename(ben)).status).toBe(403)
      expect((await rename(carla)).status).toBe(200)
    })

    it('is gone when the last one leaves, with everything in it', async () => {
      const id = await group(anna, 'Mittagstisch', [ben])
      await say(await anna.browser.open(), id, 'Hello')
      await anna.browser.post(`/api/people/${ben.id}/deactivate`)
      await anna.browser.ask('DELETE', `/api/conversations/${id}/members/${anna.id}`)
      await anna.browser.post(`/api/people/${ben.id}/reactivate`)
      expect((await anna.browser.get(`/api/conversations/${id}/timeline`)).status).toBe(404)
    })

    it('is left by somebody who is deactivated', async () => {
      const id = await group(anna, 'Mittagstisch', [ben, carla])
      const page = await carla.browser.open()
      await anna.browser.post(`/api/people/${ben.id}/deactivate`)
      const { view } = await page.until('conversation', ({ view }) => view.conversation.id === id)
      expect(view.conversation.members).toEqual(expect.not.arrayContaining([ben.id]))
    })

    it('takes nobody twice, nobody unknown, and no more than 200', async () => {
      const id = await group(anna, 'Mittagstisch', [ben])
      const add = (people: string[]) =>
        anna.browser.post<ConversationView>(`/api/conversations/${id}/members`, { people })
      expect((await add([ben.id, ben.id])).body.conversation.members).toHaveLength(2)
      const unknown = Array.from({ length: 200 }, (_, n) => `${String(n).padStart(21, '0')}A`)
      expect((await add(unknown.slice(0, 1))).body).toEqual({ error: 'invalid', field: 'people' })
      expect((await add(unknown)).body).toEqual({ error: 'too-large', field: 'people' })
    })
  })

  describe('a message', () => {
    it('reaches every page of every member, and nobody else', async () => {
      const conversation = await direct(anna, ben)
      const [annas, bens, tab, carlas] = [
        await anna.browser.open(),
        await ben.browser.open(),
        await ben.browser.open({ phone: false }),
        await carla.browser.open(),
      ]
      const message = await say(annas, conversation, 'Hello Ben')
      expect(message).toMatchObject({ author: anna.id, text: 'Hello Ben', conversation })
      for (const page of [annas, bens, tab]) expect((await page.until('message')).message).toEqual(message)
      expect((await timeline(ben, conversation)).items).toEqual([{ type: 'message', message }])
      expect(carlas.all('message')).toEqual([])
    })

    it('that is sent twice is one message: after a reconnect, and at the same moment', async () => {
      const conversation = await direct(anna, ben)
      const client = drawClientId()
      const first = await anna.browser.open()
      const message = await say(first, conversation, 'Once', client)
      first.close()
      const second = await anna.browser.open()
      expect(await say(second, conversation, 'Once', client)).toEqual(message)

      const other = drawClientId()
      const pages = await Promise.all(Array.from({ length: 5 }, () => anna.browser.open({ phone: false })))
      const acks = await Promise.all(pages.map(page => say(page, conversation, 'Twice', other)))
      expect(new Set(acks.map(({ id }) => id)).size).toBe(1)
      expect((await timeline(anna, conversation)).items).toHaveLength(2)
    })

    it('keeps its client id to one conversation', async () => {
      const [one, other] = [await direct(anna, ben), await direct(anna, carla)]
      const client = drawClientId()
      const page = await anna.browser.open()
      await say(page, one, 'Here', client)
      await expect(say(page, other, 'There', client)).rejects.toThrow('invalid')
      expect((await timeline(anna, other)).items).toEqual([])
    })

    it('is later than every one before it, also in one millisecond and when the clock goes back', async () => {
      const conversation = await direct(anna, ben)
      const pages = [await anna.browser.open(), await ben.browser.open()]
      const sent = await Promise.all(
        Array.from({ length: 30 }, (_, n) => say(pages[n % 2] as Page, conversation, `${n}`)),
      )
      server.clock.leap(-60_000)
      sent.push(await say(pages[0] as Page, conversation, 'last'))
      expect(new Set(sent.map(({ at }) => at)).size).toBe(31)
      const { items } = await timeline(anna, conversation, '?limit=200')
      const times = items.map(item => (item.type === 'message' ? item.message.at : 0))
      expect(times).toEqual(times.toSorted((a, b) => a - b))
      expect(items.at(-1)).toMatchObject({ message: { text: 'last' } })
    })

    it('[SEC-17] is kept as it was written, whatever it looks like', async () => {
      const conversation = await group(anna, `x'); drop table message; --`, [ben])
      const page = await anna.browser.open()
      const corpus = [
        `'; delete from session where '1'='1`,
        `" or ""="`,
        `Robert'); DROP TABLE person;--`,
        '#{7*7} {{7*7}} %s %n \\u0000 \\x00',
        '<script>alert(1)</script><img src=x onerror=alert(1)>',
        '‮RTL‬ 👩‍👩‍👧 z̷a̸l̵g̶o',
        'null',
        '0x27 OR 1=1 UNION SELECT * FROM person',
      ]
      for (const text of corpus) await say(page, conversation, text)
      const { items } = await timeline(ben, conversation)
      expect(items.map(item => (item.type === 'message' ? item.message.text : ''))).toEqual(corpus)
      for (const text of corpus) {
        const found = await anna.browser.get<{ people: unknown[] }>(
          `/api/people?q=${encodeURIComponent(text.slice(0, 80))}`,
        )
        expect([text, found.status, found.body.people]).toEqual([text, 200, []])
      }
      const wild = await anna.browser.get(`/api/conversations/${conversation}'%20or%20'1'='1/timeline`)
      expect(wild.status).toBe(400)
    })

    it.each(['', '   ', 'x'.repeat(8_001), 'a\0b'])(
      'that is empty, too long or can’t be kept is not sent: %j',
      async text => {
        const conversation = await direct(anna, ben)
        const page = await anna.browser.open()
        await expect(say(page, conversation, text)).rejects.toThrow('invalid')
      },
    )
  })

  describe('unread messages', () => {
    const unread = async (who: Colleague): Promise<number> => {
      const page = await who.browser.open({ phone: false })
      const [welcome] = page.all('welcome')
      page.close()
      return welcome?.conversations[0]?.unread ?? Number.NaN
    }

    it('are those of others since the mark, which moves forward only and is known to all devices', async () => {
      const conversation = await direct(anna, ben)
      const [annas, bens, tab] = [
        await anna.browser.open(),
        await ben.browser.open(),
        await ben.browser.open(),
      ]
      const first = await say(annas, conversation, 'one')
      const second = await say(annas, conversation, 'two')
      expect([await unread(ben), await unread(anna)]).toEqual([2, 0])

      const read = (at: number) => bens.send({ t: 'conversation-read', conversation, at })
      expect(await read(first.at)).toEqual({ ok: true, reply: { readAt: first.at, unread: 1 } })
      await tab.until('conversation-read', ({ unread: left }) => left === 1)
      expect(await read(second.at + 1_000_000)).toEqual({ ok: true, reply: { readAt: second.at, unread: 0 } })
      expect(await read(first.at)).toEqual({ ok: true, reply: { readAt: second.at, unread: 0 } })
      expect(await unread(ben)).toBe(0)
    })

    it('are none for whoever answers', async () => {
      const conversation = await direct(anna, ben)
      const [annas, bens] = [await anna.browser.open(), await ben.browser.open()]
      await say(annas, conversation, 'one')
      await say(bens, conversation, 'answer')
      expect([await unread(ben), await unread(anna)]).toEqual([0, 1])
    })

    it('are counted to 100', async () => {
      const conversation = await direct(anna, ben)
      const page = await anna.browser.open()
      for (let n = 0; n < 103; n++) await say(page, conversation, `${n}`)
      expect(await unread(ben)).toBe(100)
    })

    it('are not those from before somebody joined', async () => {
      const id = await group(anna, 'Mittagstisch', [ben])
      await say(await anna.browser.open(), id, 'before')
      await anna.browser.post(`/api/conversations/${id}/members`, { people: [carla.id] })
      expect(await unread(carla)).toBe(0)
    })

    it('of a conversation are nobody else’s business', async () => {
      const conversation = await direct(anna, ben)
      const page = await carla.browser.open()
      const ack = await page.send({ t: 'conversation-read', conversation, at: 1 })
      expect(ack).toEqual({ ok: false, failure: { error: 'not-found' } })
    })
  })

  describe('a timeline', () => {
    it('is read back page by page without loss or duplicates while people write', async () => {
      const conversation = await group(anna, 'Mittagstisch', [ben, carla])
      const writers = await Promise.all([anna, ben, carla].map(who => who.browser.open()))
      const sent: MessageId[] = []
      const write = async (count: number) => {
        await Promise.all(
          writers.map(async (page, who) => {
            for (let n = 0; n < count; n++) sent.push((await say(page, conversation, `${who}/${n}`)).id)
          }),
        )
      }
      await write(20)
      const before = new Set(sent)

      const back: string[] = []
      const reading = (async () => {
        for (let cursor = '', more = true; more; ) {
          const page = await timeline(carla, conversation, `?limit=7${cursor}`)
          const items = page.items.map(item => (item.type === 'message' ? item.message : null))
          back.unshift(...items.map(message => message?.id ?? ''))
          cursor = `&before=${items[0]?.at}.${items[0]?.id}`
          more = page.more
        }
      })()
      await Promise.all([reading, write(10)])
      expect(new Set(back).size).toBe(back.length)
      expect(back).toEqual(expect.arrayContaining([...before]))

      // A page that was away catches up forwards from what it has.
      const known = (await timeline(carla, conversation, '?limit=5')).items.at(-1)
      const from = known?.type === 'message' ? known.message : null
      const missed: string[] = []
      const writing = write(10)
      let cursor = `${from?.at}.${from?.id}`
      const catchUp = async () => {
        for (let more = true; more; ) {
          const page = await timeline(carla, conversation, `?limit=3&after=${cursor}`)
          for (const item of page.items) {
            if (item.type !== 'message') continue
            missed.push(item.message.id)
            cursor = `${item.message.at}.${item.message.id}`
          }
          more = page.more
        }
      }
      for (let looks = 0; looks < 5; looks++) await catchUp()
      await writing
      await catchUp()
      const all = (await timeline(carla, conversation, '?limit=200')).items
      const ids = all.map(item => (item.type === 'message' ? item.message.id : ''))
      expect(missed).toEqual(ids.slice(ids.indexOf(from?.id ?? '') + 1))
    })

    it('is asked for in one direction, within limits, by members', async () => {
      const conversation = await direct(anna, ben)
      const ask = (query: string, who = anna) =>
        who.browser.get(`/api/conversations/${conversation}/timeline${query}`)
      const cursor = `1.${'A'.repeat(22)}`
      expect((await ask(`?before=${cursor}&after=${cursor}`)).status).toBe(400)
      for (const query of [
        '?limit=0',
        '?limit=201',
        '?limit=-1',
        '?limit=1e2',
        '?before=1',
        "?before=1.'or'1",
      ]) {
        expect([query, (await ask(query)).status]).toEqual([query, 400])
      }
      expect((await ask('', carla)).status).toBe(404)
    })
  })
})
