import { X509Certificate } from 'node:crypto'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { selfSignedCertificate } from './selfSignedCertificate.ts'

const NOW = Date.UTC(2026, 10, 24)
const NAMES = ['192.168.7.20', '127.0.0.1', 'office-box', 'office-box.local', 'localhost']

describe('selfSignedCertificate', () => {
  it('is one for all the names, signed by its own key, for as long as asked', () => {
    const { certificate, key } = selfSignedCertificate(NAMES, NOW, 397)
    const parsed = new X509Certificate(certificate)
    expect(parsed.verify(parsed.publicKey)).toBe(true)
    expect(parsed.ca).toBe(false)
    expect(parsed.checkIP('192.168.7.20')).toBe('192.168.7.20')
    expect(parsed.checkHost('office-box.local')).toBe('office-box.local')
    expect(parsed.checkHost('elsewhere.local')).toBeUndefined()
    expect(parsed.validToDate.getTime()).toBe(NOW + 397 * 24 * 60 * 60 * 1_000)
    expect(key).toContain('BEGIN PRIVATE KEY')
  })

  it('holds where its last day lies beyond 2049, and where its names are many', () => {
    const many = Array.from({ length: 60 }, (_, index) => `computer-${index}.office.local`)
    const parsed = new X509Certificate(selfSignedCertificate(many, Date.UTC(2049, 11, 1), 397).certificate)
    expect(parsed.validToDate.getUTCFullYear()).toBe(2051)
    expect(parsed.checkHost('computer-59.office.local')).toBe('computer-59.office.local')
  })

  it('serves https to a client that trusts it', async () => {
    const { certificate, key } = selfSignedCertificate(NAMES, Date.now(), 397)
    const server = createServer({ cert: certificate, key })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const authorized = await new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, ca: certificate, servername: 'localhost' }, () => {
        resolve(socket.authorized)
        socket.destroy()
      })
      socket.on('error', reject)
    })
    server.close()
    expect(authorized).toBe(true)
  })
})
