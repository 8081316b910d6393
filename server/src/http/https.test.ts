import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { startServer } from '../server.ts'
import { selfSignedCertificate } from '../supervisor/selfSignedCertificate.ts'

describe('a server with a certificate', () => {
  let folder: string
  const path = (name: string) => join(folder, name)
  const start = (cert: string, key: string) =>
    startServer(
      parseConfig({
        TACET_PORT: '0',
        TACET_DATA: path('data'),
        TACET_TLS_CERT: path(cert),
        TACET_TLS_KEY: path(key),
      }),
      { log: createLog(new PassThrough().resume(), { strict: true }) },
    )

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tacet-tls-'))
    for (const name of ['one', 'other']) {
      const { certificate, key } = selfSignedCertificate(['localhost', '127.0.0.1'], Date.now(), 2)
      writeFileSync(path(`${name}.crt`), certificate)
      writeFileSync(path(`${name}.key`), key)
    }
    writeFileSync(path('text'), 'no certificate')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('speaks https alone', async () => {
    const server = await start('one.crt', 'one.key')
    try {
      expect(server.origin).toMatch(/^https:\/\/localhost:\d+$/)
      const headers = await new Promise<NodeJS.Dict<string | string[]>>((resolve, reject) => {
        const asked = request(
          { host: '127.0.0.1', port: server.port, path: '/api/health', rejectUnauthorized: false },
          answer => {
            answer.resume()
            resolve(answer.headers)
          },
        )
        asked.on('error', reject)
        asked.end()
      })
      expect(headers['strict-transport-security']).toMatch(/^max-age=/)
      await expect(fetch(`http://127.0.0.1:${server.port}/api/health`)).rejects.toThrow()
    } finally {
      await server.stop()
    }
  })

  it.each([
    [
      'missing.crt',
      'one.key',
      /^TACET_TLS_CERT names .+missing\.crt, which can't be read \(ENOENT\)\. Set it/,
    ],
    [
      'one.crt',
      'missing.key',
      /^TACET_TLS_KEY names .+missing\.key, which can't be read \(ENOENT\)\. Set it/,
    ],
    ['text', 'one.key', /^TACET_TLS_CERT and TACET_TLS_KEY are no certificate and its private key/],
    ['one.crt', 'other.key', /^TACET_TLS_CERT and TACET_TLS_KEY are no certificate and its private key/],
  ])('says in one sentence what is wrong with %s and %s', async (cert, key, sentence) => {
    await expect(start(cert, key)).rejects.toThrow(sentence)
  })
})
