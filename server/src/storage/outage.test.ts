import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Colleague, direct, join, setUpOffice } from '../testing/office.ts'
import { TestServer } from '../testing/TestServer.ts'
import { drawClientId } from '../testing/Visitor.ts'
import { isOutage, isUniqueViolation } from './errors.ts'
import { makeTestSchema } from './testDatabases.ts'

/** A line to the test's PostgreSQL that can be cut and mended. */
class Line {
  readonly #target: URL
  readonly #sockets = new Set<Socket>()
  #server: Server | null = null
  #port = 0

  constructor(target: string) {
    this.#target = new URL(target)
  }

  get url(): string {
    const url = new URL(this.#target)
    url.hostname = '127.0.0.1'
    url.port = String(this.#port)
    return url.href
  }

  async mend(): Promise<void> {
    this.#server = createServer(near => {
      const far = connect(Number(this.#target.port || 5432), this.#target.hostname)
      for (const socket of [near, far]) {
        this.#sockets.add(socket)
        socket.on('error', () => socket.destroy())
      }
      near.pipe(far).pipe(near)
    })
    await new Promise<void>(resolve => this.#server?.listen(this.#port, '127.0.0.1', resolve))
    const address = this.#server.address()
    if (typeof address === 'object' && address) this.#port = address.port
  }

  cut(): void {
    this.#server?.close()
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets.clear()
  }
}

describe('a server whose PostgreSQL goes away', () => {
  let line: Line
  let drop: () => Promise<void>
  let server: TestServer
  let anna: Colleague
  let ben: Colleague

  beforeAll(async () => {
    const schema = await makeTestSchema()
    drop = schema.drop
    line = new Line(schema.url)
    await line.mend()
    server = await TestServer.start({ env: { DATABASE_URL: line.url } })
    anna = await setUpOffice(server)
    ben = await join(server, anna, 'Ben Aydin')
  })
  afterAll(async () => {
    await server.stop()
    line.cut()
    await drop()
  })

  it('says "unavailable", keeps its pages, and goes on as soon as it is back', async () => {
    const conversation = await direct(anna, ben)
    const page = await anna.browser.open()
    const message = {
      t: 'message-send' as const,
      conversation,
      client: drawClientId(),
      text: 'Through the storm',
    }
    line.cut()
    expect((await anna.browser.get('/api/session')).status).toBe(503)
    expect(await page.send(message)).toEqual({ ok: false, failure: { error: 'unavailable' } })
    await expect(ben.browser.open()).rejects.toThrow('unavailable')
    expect(page.connected).toBe(true)
    expect(server.log).toContain('"msg":"storage does not answer"')
    expect(server.log).not.toContain('unforeseen')

    await line.mend()
    // The same message again: it was lost whole, or it is there once.
    expect(await page.send(message)).toMatchObject({
      ok: true,
      reply: { message: { text: 'Through the storm' } },
    })
    expect((await anna.browser.get('/api/session')).body).toMatchObject({ session: { me: { id: anna.id } } })
    expect((await ben.browser.open()).all('welcome')[0]?.conversations[0]?.unread).toBe(1)
  })
})

describe('errors of a database', () => {
  it.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ENOTFOUND',
    '57P01',
    '08006',
    '53300',
    'SQLITE_FULL',
    'SQLITE_READONLY_DBMOVED',
    'SQLITE_IOERR_WRITE',
  ])('%s: it does not answer or cannot write', code =>
    expect(isOutage(Object.assign(new Error('x'), { code }))).toBe(true),
  )

  it.each(['23505', '42601', 'SQLITE_CONSTRAINT_FOREIGNKEY', 'SQLITE_ERROR', ''])('%s: it answers', code => {
    expect(isOutage(Object.assign(new Error('x'), { code }))).toBe(false)
  })

  it.each([
    'Connection terminated unexpectedly',
    'Connection is closed.',
    'timeout exceeded when trying to connect',
  ])('%s: the line is gone', words => expect(isOutage(new Error(words))).toBe(true))

  it('are told apart from somebody being faster', () => {
    expect(isUniqueViolation({ code: '23505' })).toBe(true)
    expect(isUniqueViolation({ code: 'SQLITE_CONSTRAINT_UNIQUE' })).toBe(true)
    expect(isUniqueViolation({ code: '23503' })).toBe(false)
    expect([isOutage(null), isUniqueViolation(undefined), isOutage('text')]).toEqual([false, false, false])
  })
})
