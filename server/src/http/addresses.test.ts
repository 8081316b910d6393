import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { systemRandom } from '../random.ts'
import { addressKeys } from './addressKeys.ts'
import { clientAddresses } from './clientAddress.ts'

const request = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage

describe('the address of a request', () => {
  it('is the peer’s, whatever it claims, where no proxy is trusted', () => {
    const addressOf = clientAddresses([])
    expect(addressOf(request('203.0.113.7', '198.51.100.1'))).toBe('203.0.113.7')
    expect(addressOf(request('::ffff:203.0.113.7'))).toBe('203.0.113.7')
  })

  it('is the one that the last trusted proxy saw', () => {
    const addressOf = clientAddresses(['127.0.0.1', '10.0.0.0/8', 'fd00::/8'])
    expect(addressOf(request('127.0.0.1', '203.0.113.7'))).toBe('203.0.113.7')
    expect(addressOf(request('::ffff:127.0.0.1', '1.1.1.1, 203.0.113.7, 10.2.3.4'))).toBe('203.0.113.7')
    expect(addressOf(request('fd00::1', '2001:db8::7'))).toBe('2001:db8::7')
    expect(addressOf(request('203.0.113.9', '198.51.100.1'))).toBe('203.0.113.9')
  })

  it('is the proxy’s own where that says nothing that makes sense', () => {
    const addressOf = clientAddresses(['127.0.0.1'])
    for (const forwarded of [undefined, '', 'unknown', '"><script>']) {
      expect(addressOf(request('127.0.0.1', forwarded))).toBe('127.0.0.1')
    }
  })
})

describe('the key of an address', () => {
  it('says nothing without the secret of this start', () => {
    const [one, other] = [addressKeys(systemRandom), addressKeys(systemRandom)]
    expect(one('203.0.113.7')).toMatch(/^[\w-]{22}$/)
    expect(one('203.0.113.7')).toBe(one('203.0.113.7'))
    expect(one('203.0.113.7')).not.toBe(one('203.0.113.8'))
    expect(one('203.0.113.7')).not.toBe(other('203.0.113.7'))
  })

  it('is one for a whole IPv6 network of 64 bits, however it is written', () => {
    const key = addressKeys(systemRandom)
    expect(key('2001:db8:0:1::1')).toBe(key('2001:0db8:0000:0001:ffff:ffff:ffff:ffff'))
    expect(key('2001:db8:0:1::1')).not.toBe(key('2001:db8:0:2::1'))
    expect(key('::1')).toBe(key('0:0:0:0:0:0:0:2'))
    expect(key('fe80::1%eth0')).toBe(key('fe80::2'))
    expect(key('::ffff:203.0.113.7')).toBe(key('203.0.113.7'))
  })
})
