import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Random } from '../random.ts'

/**
 * Turns a network address into the key of a rate limit. The secret is drawn at start and lives in memory only, so a
 * key says nothing afterwards. Addresses of one IPv6 network of 64 bits count as one: its owner has all of them.
 */
export function addressKeys(random: Random): (address: string) => string {
  const secret = random.bytes(32)
  return address => createHmac('sha256', secret).update(network(address)).digest('base64url').slice(0, 22)
}

function network(address: string): string {
  const v4 = address.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i)?.[1]
  if (v4) return v4
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  return [...left, ...Array<string>(zeros).fill('0'), ...right]
    .slice(0, 4)
    .map(part => Number.parseInt(part, 16).toString(16))
    .join(':')
}
