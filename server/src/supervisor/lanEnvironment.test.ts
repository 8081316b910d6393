import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseConfig } from '../config.ts'
import { lanEnvironment } from './lanEnvironment.ts'

const NOW = Date.UTC(2026, 10, 24)
const NEARLY_OVER = 368 * 24 * 60 * 60 * 1_000

describe('--lan', () => {
  let data: string
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'tacet-lan-'))
  })
  afterEach(() => rmSync(data, { recursive: true }))

  const certificateOf = (env: NodeJS.ProcessEnv) => readFileSync(env['TACET_TLS_CERT'] ?? '', 'utf8')

  it('serves https under the address of this machine in its network', () => {
    const env = lanEnvironment({ TACET_DATA: data, TACET_PORT: '8443' }, ['192.168.7.20'], NOW)
    expect(parseConfig(env)).toMatchObject({
      origin: 'https://192.168.7.20:8443',
      bind: '0.0.0.0',
      nodeIp: '192.168.7.20',
      tls: { cert: join(data, 'lan-certificate.pem') },
    })
  })

  it('keeps the certificate, so that browsers go on trusting it, until it is nearly over or the address changes', () => {
    const start = (addresses: string[], now: number) =>
      certificateOf(lanEnvironment({ TACET_DATA: data }, addresses, now))
    const first = start(['192.168.7.20'], NOW)
    expect(start(['192.168.7.20'], NOW + 1_000)).toBe(first)
    const moved = start(['192.168.7.21'], NOW)
    expect(moved).not.toBe(first)
    expect(start(['192.168.7.21'], NOW + NEARLY_OVER)).not.toBe(moved)
  })

  it('leaves alone what the operator has set', () => {
    const given = { TACET_DATA: data, TACET_ORIGIN: 'https://tacet.example', TACET_NODE_IP: '10.1.1.1' }
    expect(lanEnvironment(given, ['192.168.7.20'], NOW)).toMatchObject(given)
  })

  it('says what to do where there is no network, and where the demo was asked for', () => {
    expect(() => lanEnvironment({ TACET_DATA: data }, [], NOW)).toThrow(/without --lan/)
    expect(() => lanEnvironment({ TACET_DEMO: '1' }, ['192.168.7.20'], NOW)).toThrow(/choose one/)
  })
})
