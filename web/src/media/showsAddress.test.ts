import { describe, expect, it } from 'vitest'
import { showsAddress } from './showsAddress.ts'

const relay =
  'candidate:1 1 udp 41885439 192.0.2.7 30001 typ relay raddr 0.0.0.0 rport 0 generation 0 ufrag x'
const host = 'candidate:2 1 udp 2122260223 10.0.0.5 51000 typ host generation 0 ufrag x'
const reflexive = 'candidate:3 1 udp 1686052607 192.0.2.9 51000 typ srflx raddr 10.0.0.5 rport 51000'

describe('[SEC-5] what tells an address of this device', () => {
  it('is no candidate of the relay', () => {
    expect(showsAddress(relay)).toBe(false)
    expect(showsAddress(`v=0\r\na=${relay}\r\na=${relay}\r\n`)).toBe(false)
    expect(showsAddress('v=0\r\n')).toBe(false)
    expect(showsAddress('')).toBe(false)
  })

  it('is every other candidate, also one among many', () => {
    for (const told of [host, reflexive, host.replace('10.0.0.5', 'a.local')]) {
      expect(showsAddress(told)).toBe(true)
      expect(showsAddress(`v=0\r\na=${relay}\r\na=${told}\r\n`)).toBe(true)
    }
  })

  it('is a candidate of the relay that names where it was asked from', () => {
    expect(showsAddress(relay.replace('raddr 0.0.0.0', 'raddr 10.0.0.5'))).toBe(true)
  })
})
