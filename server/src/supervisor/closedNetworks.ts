import { BlockList, isIPv6 } from 'node:net'

/** The network of ::1, on which only tests run. */
const OF_LOOPBACK = '::/96'

/**
 * [SEC-6] Networks that no relay may reach, beside loopback, private, link-local and multicast ones, which the engine
 * refuses by itself: those of carriers and of protocols, reserved ones, and addresses of IPv4 in the clothes of IPv6.
 */
const CLOSED_V4 = [
  '0.0.0.0/8',
  '100.64.0.0/10',
  '192.0.0.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '240.0.0.0/4',
]
const CLOSED_V6 = [
  OF_LOOPBACK,
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2002::/16',
  'fec0::/10',
]

/** What to close for a relay whose own address is `nodeIp`: that address itself stays open, its neighbours do not. */
export function closedNetworks(nodeIp: string): readonly string[] {
  const v4 = isIPv6(nodeIp) ? CLOSED_V4 : CLOSED_V4.flatMap(network => without(network, nodeIp))
  const v6 = nodeIp === '::1' ? CLOSED_V6.filter(network => network !== OF_LOOPBACK) : CLOSED_V6
  return [...v4, ...v6]
}

/** The network as a list of smaller ones that together are all of it but `ip`. */
function without(network: string, ip: string): string[] {
  const [start = '', length = '32'] = network.split('/')
  const prefix = Number(length)
  if (!contains(start, prefix, ip)) return [network]
  if (prefix === 32) return []
  const half = 2 ** (31 - prefix)
  const halves = [start, textOf(numberOf(start) + half)]
  return halves.flatMap(from => without(`${from}/${prefix + 1}`, ip))
}

function contains(start: string, prefix: number, ip: string): boolean {
  const list = new BlockList()
  list.addSubnet(start, prefix)
  return list.check(ip)
}

const numberOf = (ip: string): number => Buffer.from(ip.split('.').map(Number)).readUInt32BE()

function textOf(number: number): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(number)
  return [...bytes].join('.')
}
