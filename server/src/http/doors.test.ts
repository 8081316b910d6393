import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Colleague, setUpOffice } from '../testing/office.ts'
import { TestServer } from '../testing/TestServer.ts'

const HTML = '<!doctype html><html><head><title>Tacet</title></head><body></body></html>'
const SCRIPT = `console.log(${JSON.stringify('x'.repeat(4_000))})`

let server: TestServer
let anna: Colleague
let webFolder: string

beforeAll(async () => {
  webFolder = mkdtempSync(joinPath(tmpdir(), 'tacet-web-'))
  mkdirSync(joinPath(webFolder, 'assets'))
  writeFileSync(joinPath(webFolder, 'index.html'), HTML)
  writeFileSync(joinPath(webFolder, 'assets/main-4f2a.js'), SCRIPT)
  writeFileSync(joinPath(webFolder, 'manifest.webmanifest'), '{}')
  writeFileSync(joinPath(webFolder, 'notes.sqlite'), 'not for browsers')
  server = await TestServer.start({ webFolder })
  anna = await setUpOffice(server)
})
afterAll(async () => {
  await server.stop()
  rmSync(webFolder, { recursive: true })
})

describe('the headers', () => {
  it('[SEC-8] let a page load nothing but its own files', async () => {
    const { headers } = await anna.browser.get('/')
    const policy = headers.get('content-security-policy') ?? ''
    const directives = new Map(
      policy.split('; ').map(part => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]),
    )
    expect(directives.get('default-src')).toBe("'none'")
    expect(directives.get('script-src')).toBe("'self'")
    expect(directives.get('style-src')).toBe("'self'")
    expect(directives.get('connect-src')).toBe("'self'")
    expect(directives.get('require-trusted-types-for')).toBe("'script'")
    expect(directives.get('base-uri')).toBe("'none'")
    // P-9: no host stands in any directive.
    expect(policy).not.toMatch(/https?:|wss?:|\*|unsafe/)
  })

  it.each(['/', '/api/session', '/api/nothing', '/assets/main-4f2a.js', '/no-such-page'])(
    '[SEC-20] stand on every answer: %s',
    async path => {
      const { headers } = await anna.browser.get(path)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      const permissions = headers.get('permissions-policy') ?? ''
      expect(permissions).toContain('camera=(self), microphone=(self), display-capture=(self)')
      expect(permissions).toContain('geolocation=()')
      expect(headers.get('strict-transport-security')).toBeNull()
      expect(headers.get('server')).toBeNull()
    },
  )

  it('promise https where browsers come by https, with a cookie that no other host can set', async () => {
    const secure = await TestServer.start({ env: { TACET_ORIGIN: 'https://tacet.example.org' } })
    try {
      const browser = secure.visitor('https://tacet.example.org')
      const { headers } = await browser.get('/api/organization/public')
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/)
      const answer = await browser.post('/api/setup', {
        secret: secure.setupPath?.split('#')[1],
        organization: {
          name: 'N',
          callRetentionDays: 90,
          hideAddresses: false,
          guestLinks: false,
          callWaiting: true,
        },
        admin: { name: 'Anna', email: 'anna@example.org', password: 'a long enough password' },
      })
      expect(answer.headers.get('set-cookie')).toMatch(
        /^__Host-tacet=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
      )
      expect((await browser.get('/api/sessions')).status).toBe(200)
    } finally {
      await secure.stop()
    }
  })
})

describe('the origin check', () => {
  const foreign = [
    'http://evil.example',
    'null',
    'http://localhost',
    'http://localhost.evil.example',
    'https://localhost',
    'http://a.b.localhost',
  ]

  it.each(foreign)('[SEC-7] lets a page of %s change nothing', async origin => {
    const port = new URL(server.origin).port
    const asked = origin.includes('localhost') ? `${origin}:${port}` : origin
    const tried = asked === server.origin ? origin : asked
    const answer = await anna.browser.ask(
      'PATCH',
      '/api/organization',
      { name: 'Taken over' },
      { origin: tried },
    )
    expect(answer.status).toBe(403)
    expect((await anna.browser.get('/api/organization')).body).toMatchObject({ name: 'Kanzlei Nord' })
  })

  it('[SEC-7] takes no change without an Origin either', async () => {
    const answer = await fetch(`${server.origin}/api/session`, {
      method: 'DELETE',
      headers: { cookie: anna.browser.cookie ?? '' },
    })
    expect(answer.status).toBe(403)
    expect((await anna.browser.get('/api/sessions')).status).toBe(200)
  })

  it('knows people apart by name on this machine', async () => {
    const named = server.visitor(server.origin.replace('localhost', 'anna.localhost'))
    const answer = await named.post('/api/session', { email: 'a@b.example', password: 'not the right one' })
    expect(answer.body.error).toBe('wrong-credentials')
  })

  it('[SEC-7] does not take names under localhost for ours where the server is public', async () => {
    const open = await TestServer.start({ env: { TACET_ORIGIN: 'https://tacet.example.org' } })
    try {
      const answer = await open.visitor('https://anna.localhost').post('/api/session', {})
      expect(answer.body.error).toBe('forbidden')
    } finally {
      await open.stop()
    }
  })
})

describe('what comes in', () => {
  it('is limited in size', async () => {
    const answer = await anna.browser.post('/api/session', { email: 'x'.repeat(70_000), password: '' })
    expect(answer.status).toBe(413)
    expect(answer.body).toEqual({ error: 'too-large' })
  })

  it.each([
    ['{"email":', { error: 'invalid' }],
    ['[]', { error: 'invalid' }],
    ['{"email":"a@b.example"}', { error: 'invalid', field: 'password' }],
    ['{"email":"a@b.example","password":5}', { error: 'invalid', field: 'password' }],
    ['{"__proto__":{"role":"admin"},"email":"a@b.example","password":"x"}', { error: 'invalid' }],
  ])('is decoded before anything happens: %s', async (body, failure) => {
    const answer = await anna.browser.post('/api/session', body)
    expect(answer.status).toBe(400)
    expect(answer.body).toEqual(failure)
  })

  it('is JSON and nothing else', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await anna.browser.ask('POST', '/api/session', 'email=a', form)).body).toEqual({
      error: 'invalid',
    })
    const text = { 'content-type': 'text/plain' }
    expect((await anna.browser.ask('POST', '/api/session', '{}', text)).body).toEqual({ error: 'invalid' })
  })

  it('is limited in number, and says when to come back', async () => {
    const limited = await TestServer.start()
    try {
      const visitor = limited.visitor()
      const guess = () => visitor.post('/api/links/inspect', { secret: 'A'.repeat(43) })
      let answer = await guess()
      for (let tries = 0; answer.status === 410 && tries < 100; tries++) answer = await guess()
      expect(answer.status).toBe(429)
      expect(answer.body.error).toBe('rate-limited')
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      limited.clock.leap(answer.body.retryAfter ?? 0)
      expect((await guess()).status).toBe(410)
    } finally {
      await limited.stop()
    }
  })

  it('[SEC-10] is limited for each account too, known or not, from wherever it comes', async () => {
    const limited = await TestServer.start()
    try {
      await setUpOffice(limited)
      const outcomes = async (email: string) => {
        const statuses: number[] = []
        for (let tries = 0; tries < 12; tries++) {
          const { status } = await limited.visitor().post('/api/session', { email, password: 'guess' })
          statuses.push(status)
        }
        return statuses
      }
      const known = await outcomes('annakeller@kanzlei-nord.example')
      limited.clock.leap(1_000)
      expect(await outcomes('nobody@kanzlei-nord.example')).toEqual(known)
      expect(known.at(-1)).toBe(429)
    } finally {
      await limited.stop()
    }
  })
})

describe('the pages', () => {
  it.each(['/', '/people', '/settings', '/settings/devices', '/organization', '/security', '/setup'])(
    'are one page under every address that the app knows: %s',
    async path => {
      const answer = await anna.browser.get<{ text: string }>(path)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.body.text).toContain('<title>Tacet</title>')
    },
  )

  it('say 404 for an address that the app does not know', async () => {
    expect((await anna.browser.get('/no-such-page')).status).toBe(404)
  })

  it('bring their files compressed, to be kept for good where the name carries a hash', async () => {
    const plain = await anna.browser.ask<{ text: string }>('GET', '/assets/main-4f2a.js', undefined, {
      'accept-encoding': 'identity',
    })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    for (const encoding of ['br', 'gzip']) {
      const packed = await anna.browser.ask<{ text: string }>('GET', '/assets/main-4f2a.js', undefined, {
        'accept-encoding': encoding,
      })
      expect(packed.headers.get('content-encoding')).toBe(encoding)
      expect(packed.body.text).toBe(SCRIPT)
    }
    const manifest = await anna.browser.get('/manifest.webmanifest')
    expect(manifest.headers.get('cache-control')).toBe('no-cache')
    const etag = manifest.headers.get('etag') ?? ''
    const again = await anna.browser.ask('GET', '/manifest.webmanifest', undefined, { 'if-none-match': etag })
    expect(again.status).toBe(304)
  })

  it.each([
    '/notes.sqlite',
    '/../package.json',
    '/..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '/index.html',
  ])('bring nothing else from the disk: %s', async path => {
    expect((await anna.browser.get(path)).status).toBe(404)
  })
})

describe('an upgrade', () => {
  /** First line of the answer to an upgrade of this path, and whether the server closed the line. */
  const upgrade = (path: string, origin: string | null): Promise<string> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(server.origin)
      const socket = connect(Number(port), '127.0.0.1', () => {
        const lines = [
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Host: localhost',
          'Sec-WebSocket-Version: 13',
        ]
        lines.push(
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
          ...(origin === null ? [] : [`Origin: ${origin}`]),
        )
        socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
      })
      let text = ''
      socket.on('data', chunk => {
        text += chunk
      })
      socket.on('close', () => resolve(text.split('\r\n')[0] ?? ''))
      socket.on('error', reject)
    })

  it('to a path that nobody owns is closed at once', async () => {
    expect(await upgrade('/elsewhere', server.origin)).toBe('HTTP/1.1 404 Not Found')
    expect(await upgrade('/socket', server.origin)).toBe('HTTP/1.1 404 Not Found')
  })

  it.each(['http://evil.example', 'null', null])(
    '[SEC-7] of our socket by a page of %s is refused',
    async origin => {
      expect(await upgrade('/socket/?EIO=4&transport=websocket', origin)).toBe('HTTP/1.1 400 Bad Request')
    },
  )
})
