import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/**
 * Finds the address that a request really came from: the peer's, or, while that is a trusted proxy, the one it names
 * last in `X-Forwarded-For`. For rate limits only; it is never stored or logged.
 */
export function clientAddresses(trusted: readonly string[]): (request: IncomingMessage) => string {
  const proxies = new BlockList()
  for (const proxy of trusted) {
    const [address = '', bits] = proxy.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) proxies.addAddress(address, family)
    else proxies.addSubnet(address, Number(bits), family)
  }
  const isTrusted = (address: string) => proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

  return request => {
    const peer = plain(request.socket.remoteAddress ?? '')
    const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',')
    let address = peer
    while (isIP(address) !== 0 && isTrusted(address)) {
      const next = plain(forwarded.pop()?.trim() ?? '')
      if (isIP(next) === 0) return address
      address = next
    }
    return address
  }
}

/** IPv4 as IPv4, also where the system wraps it into IPv6. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')
