import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog, describeError, type LogFields } from './log.ts'
import { direct, emailOf, join, PASSWORD, setUpOffice } from './testing/office.ts'
import { TestServer } from './testing/TestServer.ts'
import { drawClientId } from './testing/Visitor.ts'

const collect = (strict: boolean) => {
  const lines: string[] = []
  const log = createLog(
    new PassThrough().on('data', chunk => lines.push(String(chunk))),
    { strict },
  )
  return { log, lines }
}

describe('the log', () => {
  it('[SEC-18] throws in tests when a field is not on its list', () => {
    const { log } = collect(true)
    expect(() => log.info('request', { address: '203.0.113.7' } as LogFields)).toThrow('"address"')
  })

  it('[SEC-18] leaves such a field out in production', () => {
    const { log, lines } = collect(false)
    log.info('request', { address: '203.0.113.7', status: 200 } as LogFields)
    expect(lines.join('')).toContain('"status":200')
    expect(lines.join('')).not.toContain('203.0.113.7')
  })

  it('says of an error its kind and place, not its words', () => {
    const error = Object.assign(new TypeError('Anna Keller is not a function'), { code: 'ERR_SOMETHING' })
    expect(describeError(error)).toEqual({
      error: 'TypeError',
      code: 'ERR_SOMETHING',
      where: expect.stringMatching(/^server\/src\/log\.test\.ts:\d+$/),
    })
    expect(
      JSON.stringify(describeError(Object.assign(new Error('x'), { code: '203.0.113.7 refused' }))),
    ).not.toContain('203')
    expect(describeError('203.0.113.7')).toEqual({ error: 'string' })
  })
})

describe('the log of a server', () => {
  let server: TestServer
  beforeEach(async () => {
    server = await TestServer.start()
  })
  afterEach(() => server.stop())

  it('[SEC-18] names nobody and nothing that was asked for, said or counted', async () => {
    const agent = 'Canary-Agent-8f2e6b1c'
    const anna = await setUpOffice(server, 'Canary Anna')
    const ben = await join(server, anna, 'Canary Ben')
    const conversation = await direct(anna, ben)
    const page = await anna.browser.open()
    const client = drawClientId()
    await page.send({ t: 'message-send', conversation, client, text: 'canary-text' })
    await page.sendRaw({ t: 'canary-message' })
    await anna.browser.get(`/api/conversations/${conversation}/timeline?limit=canary-query`)
    await anna.browser.ask('GET', '/canary-path?canary=1', undefined, { 'user-agent': agent })
    await anna.browser.post('/api/session', { email: emailOf('Canary Anna'), password: 'canary-password' })
    await anna.browser.post('/api/links/inspect', { secret: 'A'.repeat(43) })
    await anna.browser.ask('PATCH', '/api/organization', { name: 'canary-organization' })

    const log = server.log
    expect(log).toContain('"route":"/api/conversations/:id/timeline"')
    expect(log).not.toMatch(/canary|127\.0\.0\.1|::1|localhost/i)
    for (const id of [
      anna.id,
      ben.id,
      conversation,
      client,
      anna.browser.device,
      anna.browser.cookie,
      PASSWORD,
    ]) {
      expect(log).not.toContain(id)
    }
    const fields = new Set(
      log
        .trim()
        .split('\n')
        .flatMap(line => Object.keys(JSON.parse(line))),
    )
    expect([...fields].sort()).toEqual(['duration', 'level', 'method', 'msg', 'route', 'status', 'time'])
  })
})
