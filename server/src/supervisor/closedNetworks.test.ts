import { BlockList } from 'node:net'
import { describe, expect, it } from 'vitest'
import { closedNetworks } from './closedNetworks.ts'

function isClosed(nodeIp: string, ip: string): boolean {
  const list = new BlockList()
  for (const network of closedNetworks(nodeIp)) {
    const [start = '', length = ''] = network.split('/')
    list.addSubnet(start, Number(length), start.includes(':') ? 'ipv6' : 'ipv4')
  }
  return list.check(ip, ip.includes(':') ? 'ipv6' : 'ipv4')
}

describe('closedNetworks', () => {
  it('[SEC-6] leaves the relay its own address where that lies in a closed network, and none of its neighbours', () => {
    const own = '100.101.102.103'
    expect(isClosed(own, own)).toBe(false)
    for (const other of ['100.101.102.102', '100.101.102.104', '100.64.0.1', '100.127.255.255', '240.0.0.1'])
      expect(isClosed(own, other), other).toBe(true)
    expect(isClosed(own, '100.128.0.1')).toBe(false)
  })

  it('[SEC-6] closes no public address', () => {
    for (const ip of ['198.51.100.7', '1.1.1.1', '2001:db8::1', '2a00::1'])
      expect(isClosed('203.0.113.5', ip), ip).toBe(false)
  })
})
