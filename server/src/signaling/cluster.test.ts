import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Colleague, direct, join, setUpOffice } from '../testing/office.ts'
import type { TestServer } from '../testing/TestServer.ts'
import { TwoNodes } from '../testing/TwoNodes.ts'
import { drawClientId, type Visitor } from '../testing/Visitor.ts'

describe('two nodes with one PostgreSQL and one Redis', () => {
  let nodes: TwoNodes
  let one: TestServer
  let two: TestServer
  let anna: Colleague
  let ben: Colleague

  beforeAll(async () => {
    nodes = await TwoNodes.start(1)
    one = nodes.one
    two = nodes.two
    const setup = await one.visitor().post('/api/links/inspect', { secret: one.setupPath?.split('#')[1] })
    // The second start replaced the link of the first.
    expect(setup.body.error).toBe('link-dead')
    anna = await setUpOffice(two)
    ben = await join(one, anna, 'Ben Aydin')
  })
  afterAll(() => nodes.stop())

  /** The same browser at the other node. */
  const at = (server: TestServer, { browser }: Colleague): Visitor => {
    const visitor = server.visitor()
    visitor.cookie = browser.cookie
    return visitor
  }

  it('carry messages, presence and calls across', async () => {
    const conversation = await direct(anna, ben)
    const annas = await at(one, anna).open()
    const bens = await at(two, ben).open()
    await annas.until('presence', ({ presence }) =>
      presence.some(p => p.person === ben.id && p.presence === 'here'),
    )
    await annas.send({ t: 'message-send', conversation, client: drawClientId(), text: 'Across' })
    expect((await bens.until('message')).message.text).toBe('Across')
    annas.close()
    bens.close()
  })

  it('[SEC-9] close a session’s pages at once, on whichever node they are', async () => {
    const page = await at(one, ben).open()
    const fresh = await join(two, anna, 'Carla Moretti')
    await at(two, anna).post(`/api/people/${ben.id}/deactivate`)
    expect(await page.closed()).toBe('io server disconnect')
    expect((await at(one, fresh).open()).connected).toBe(true)
  })

  it('keep nothing in Redis that does not go by itself', async () => {
    const page = await at(one, anna).open()
    const keys = await nodes.redis.keys('*')
    expect(keys.length).toBeGreaterThan(0)
    for (const key of keys) expect([key, (await nodes.redis.pttl(key)) > 0]).toEqual([key, true])
    page.close()
  })
})
