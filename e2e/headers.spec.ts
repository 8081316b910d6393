import { request as httpRequest } from 'node:http'
import type { Browser } from './browser.ts'
import { expect, type Scene, test } from './scene.ts'

/** Texts that become code wherever somebody forgets that they are texts. */
const PAYLOADS = [
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(2)>',
  '"><script>alert(3)</script>',
  "'-alert(4)-'",
  'javascript:alert(5)',
  '[x](javascript:alert(6))',
  '{{constructor.constructor("alert(7)")()}}',
  '<iframe srcdoc="<script>parent.alert(8)</script>">',
  '<style>*{background:url(https://evil.example)}</style>',
  '<a href="https://evil.example" onmouseover=alert(9)>x</a>',
  '\u202Egnp.exe\u202C & <b>bold</b>',
  '<math><mtext></p><img src onerror=alert(10)></math>',
]

const PAGES = ['/', '/people', '/settings', '/organization', '/security', '/setup', '/invitation', '/nowhere']

test('[SEC-8, 20] every page and every answer carries the headers that keep strangers out', async ({
  scene,
}) => {
  for (const path of [...PAGES, '/api/organization/public', '/api/nowhere']) {
    const { headers } = await fetch(scene.stack.origin + path)
    const says = (name: string) => headers.get(name) ?? ''
    expect(says('content-security-policy'), path).toMatch(/^default-src 'none'; /)
    expect(says('content-security-policy'), path).toContain("frame-ancestors 'none'")
    expect(says('content-security-policy'), path).not.toMatch(/unsafe|https?:|\*/)
    expect(says('permissions-policy'), path).toContain('camera=(self)')
    expect(says('permissions-policy'), path).toContain('geolocation=()')
    expect(says('cross-origin-opener-policy'), path).toBe('same-origin')
    expect(says('cross-origin-resource-policy'), path).toBe('same-origin')
    expect(says('x-content-type-options'), path).toBe('nosniff')
    expect(says('referrer-policy'), path).toBe('no-referrer')
    expect(says('server') + says('x-powered-by'), path).toBe('')
  }
  const page = await fetch(`${scene.stack.origin}/`)
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("connect-src 'self';")
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(await page.text()).not.toMatch(/<script(?![^>]*\bsrc=)/)
})

/** An upgrade to a socket as a page of `origin` asks for it: the status of the answer. */
function upgrade(scene: Scene, path: string, origin: string | undefined): Promise<number> {
  return new Promise((settle, fail) => {
    const ask = httpRequest(scene.stack.origin + path, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...(origin === undefined ? {} : { origin }),
      },
    })
    ask.on('error', fail)
    ask.on('response', answer => settle(answer.statusCode ?? 0))
    ask.on('upgrade', (answer, socket) => {
      socket.destroy()
      settle(answer.statusCode ?? 0)
    })
    ask.end()
  })
}

test('[SEC-7] a foreign, an opaque and an absent origin are refused, on sockets and on changes', async ({
  scene,
}) => {
  const socket = '/socket/?EIO=4&transport=websocket'
  expect(await upgrade(scene, socket, scene.stack.origin)).toBe(101)
  for (const origin of ['https://evil.example', 'null', undefined, `${scene.stack.origin}.evil.example`]) {
    expect(await upgrade(scene, socket, origin), `socket from ${origin}`).toBeGreaterThanOrEqual(400)
    const change = await fetch(`${scene.stack.origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(origin === undefined ? {} : { origin }) },
      body: JSON.stringify({ email: 'anna@nord.example', password: 'whatever it is' }),
    })
    expect(change.status, `change from ${origin}`).toBe(403)
  }
})

async function visitAllPages(scene: Scene, browser: Browser): Promise<void> {
  for (const path of PAGES) {
    await browser.page.goto(scene.stack.origin + path)
    await expect(browser.page.locator('#root > *').first()).toBeVisible()
  }
}

test('[SEC-8] texts that look like code stay texts, in names, titles and messages', async ({ scene }) => {
  const [first = '', ...others] = PAYLOADS
  const anna = await scene.person(first)
  for (const payload of others.slice(0, 3)) await scene.person(payload)
  const people = scene.stack.rows.query('select id from person where name <> ?', first)
  const post = (path: string, data: unknown) => scene.post(anna.browser, path, data)
  await scene.patch(anna.browser, '/api/organization', { name: PAYLOADS[2] })
  for (const name of others) {
    await post('/api/conversations', { kind: 'group', name, people: people.map(row => row['id']) })
  }

  await anna.open(`${scene.stack.origin}/`)
  await anna.openConversation(PAYLOADS[4] ?? '')
  for (const payload of PAYLOADS) {
    await anna.write(payload)
    await anna.expectToRead(payload)
  }
  await visitAllPages(scene, anna.browser)
  // The curtain checks that no dialog opened and that the policy had nothing to forbid.
})

test('the curtain of these scenes notices a page that breaks its policy', async ({ scene }) => {
  const browser = await scene.browser()
  await browser.page.goto(`${scene.stack.origin}/security`)

  await browser.page.evaluate(() => {
    const script = document.createElement('style')
    script.textContent = 'body { color: red }'
    document.head.append(script)
  })

  await expect.poll(() => browser.errors.length).toBeGreaterThan(0)
  browser.errors.length = 0
})
