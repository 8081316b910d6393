import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Clone, type Launch } from './clone.ts'
import { expect, test } from './scene.ts'
import { freePort } from './stack.ts'

/** What a second start may take, in milliseconds, in the best of so many attempts: a busy machine is not the product. */
const SECOND_START = 3_000
const ATTEMPTS = 3

let clone: Clone
let data: string
let port: number

test.beforeAll(() => {
  clone = new Clone()
})

test.afterAll(() => clone.remove())

test.beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'tacet-start-'))
  port = await freePort()
})

test.afterEach(async () => {
  await clone.tidy()
  rmSync(data, { recursive: true, force: true })
})

const settings = (more: NodeJS.ProcessEnv = {}) => ({ TACET_PORT: String(port), TACET_DATA: data, ...more })

/** It ends by itself with one clear sentence, and nothing that only a programmer reads. */
async function expectOneSentence(launch: Launch, says: RegExp): Promise<void> {
  await launch.end()
  expect(launch.exitCode).not.toBe(0)
  const lines = launch.output.trim().split('\n')
  expect(lines, launch.output).toHaveLength(1)
  expect(lines[0]).toMatch(says)
}

test('npm start prints the address and a setup link, serves the page, and Ctrl-C leaves nothing', async () => {
  const launch = clone.start([], settings())
  await launch.says(/\/setup#[\w-]{43}/)

  const page = await fetch(`http://localhost:${port}/`)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<!doctype html>')
  expect(await launch.pressCtrlC()).toEqual([])
})

test('a second start answers within three seconds', async () => {
  const times: number[] = []
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const launch = clone.start([], settings())
    times.push(await launch.says('Tacet is ready'))
    expect(await launch.pressCtrlC()).toEqual([])
  }
  expect(Math.min(...times)).toBeLessThan(SECOND_START)
})

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  test(`${signal} to npm alone leaves nothing either`, async () => {
    const launch = clone.start([], settings())
    await launch.says('Conferences are ready')

    expect(await launch.signalNpm(signal)).toEqual([])
  })
}

test('--demo prints a sign-in link for each of three people, and each works once', async () => {
  const launch = clone.start(['--demo'], settings())
  await launch.says(/carla\.localhost:\d+\/demo#/)
  const links = launch.output.match(/http:\/\/\w+\.localhost:\d+\/demo#[\w-]+/g) ?? []
  expect(links.map(link => new URL(link).hostname)).toEqual([
    'anna.localhost',
    'ben.localhost',
    'carla.localhost',
  ])

  for (const link of links) {
    const { origin, hash } = new URL(link)
    const use = () =>
      fetch(`http://localhost:${port}/api/demo`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: JSON.stringify({ secret: hash.slice(1) }),
      })
    expect((await use()).status).toBe(200)
    expect((await use()).ok).toBe(false)
  }
  expect(await launch.pressCtrlC()).toEqual([])
})

test('--lan serves https with a certificate made on the spot', async ({ playwright }) => {
  const launch = clone.start(['--lan'], settings())
  await launch.says(/Tacet is ready: https:\/\//)
  const origin = /Tacet is ready: (\S+)/.exec(launch.output)?.[1] ?? ''

  const visitor = await playwright.request.newContext({ ignoreHTTPSErrors: true })
  const answer = await visitor.get(`${origin}/`)
  expect(answer.status()).toBe(200)
  await visitor.dispose()
  await expect(fetch(`${origin}/`), 'nobody vouches for the certificate').rejects.toThrow()
  expect(await launch.pressCtrlC()).toEqual([])
})

test('an occupied port is one clear sentence', async () => {
  const other = createServer().listen(port, '127.0.0.1')
  await once(other, 'listening')
  await expectOneSentence(clone.start([], settings()), new RegExp(`${port}`))
  other.close()
})

test('a data folder that nobody can write to is one clear sentence', async () => {
  writeFileSync(join(data, 'file'), '')
  const folder = join(data, 'file', 'data')
  await expectOneSentence(clone.start([], settings({ TACET_DATA: folder })), /TACET_DATA/)
})

test('a broken setting is one clear sentence', async () => {
  await expectOneSentence(clone.start([], settings({ TACET_PORT: 'eighty' })), /TACET_PORT/)
})

test('an unknown flag is one clear sentence', async () => {
  await expectOneSentence(clone.start(['--fly'], settings()), /--fly/)
})

test('without a Go that can build the engine everything but conferences works, and it says so', async () => {
  writeFileSync(join(data, 'go'), '#!/bin/sh\necho go1.19.8\n', { mode: 0o755 })
  const old = { TACET_SFU_BIN: '', XDG_CACHE_HOME: data, PATH: `${data}:${process.env['PATH']}` }
  const launch = clone.start([], settings({ ...old, TACET_DATA: join(data, 'data') }))
  await launch.says(/Conferences are not available: .*Go 1\.26.*go1\.19\.8.*\n/)
  await launch.says('Tacet is ready')

  expect((await fetch(`http://localhost:${port}/api/organization/public`)).status).toBe(200)
  expect(await launch.pressCtrlC()).toEqual([])
})
