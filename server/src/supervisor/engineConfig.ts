import { BlockList, isIPv6 } from 'node:net'
import { closedNetworks } from './closedNetworks.ts'
import type { EnginePorts } from './enginePorts.ts'

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8)
LOOPBACK.addAddress('::1', 'ipv6')

/** Addresses that the embedded TURN refuses as peers unless they are allowed. */
const RESTRICTED = new BlockList()
RESTRICTED.addSubnet('127.0.0.0', 8)
RESTRICTED.addSubnet('10.0.0.0', 8)
RESTRICTED.addSubnet('172.16.0.0', 12)
RESTRICTED.addSubnet('192.168.0.0', 16)
RESTRICTED.addSubnet('169.254.0.0', 16)
RESTRICTED.addAddress('::1', 'ipv6')
RESTRICTED.addSubnet('fc00::', 7, 'ipv6')
RESTRICTED.addSubnet('fe80::', 10, 'ipv6')

/**
 * The engine's configuration as JSON, which is YAML too. It goes to the engine by its environment, never to a file.
 * `nodeIp` is always set: without it the engine would ask foreign STUN servers for its address.
 */
export function engineConfig(ports: EnginePorts, nodeIp: string): string {
  const family = isIPv6(nodeIp) ? 'ipv6' : 'ipv4'
  const loopback = LOOPBACK.check(nodeIp, family)
  const host = `${nodeIp}/${family === 'ipv6' ? 128 : 32}`
  const everywhere = family === 'ipv6' ? '::' : '0.0.0.0'
  return JSON.stringify({
    port: ports.signal,
    // Reached only through our proxy.
    bind_addresses: ['127.0.0.1'],
    rtc: {
      udp_port: ports.udp,
      tcp_port: ports.tcp,
      use_external_ip: false,
      node_ip: nodeIp,
      ...(loopback
        ? {
            enable_loopback_candidate: true,
            interfaces: { includes: ['lo', 'lo0'] },
            ips: { includes: [host] },
          }
        : {}),
    },
    room: {
      auto_create: false,
      empty_timeout: 30,
      departure_timeout: 1,
      enabled_codecs: [{ mime: 'audio/opus' }, { mime: 'video/vp8' }, { mime: 'video/rtx' }],
    },
    logging: { level: 'error', pion_level: 'error', json: true },
    turn: {
      enabled: true,
      udp_port: ports.turn,
      bind_addresses: [loopback ? nodeIp : everywhere],
      relay_range_start: ports.relayFrom,
      relay_range_end: ports.relayTo,
      ttl_seconds: 300,
      // Two people on our relay reach each other by its own address.
      allow_restricted_peer_cidrs: RESTRICTED.check(nodeIp, family) ? [host] : [],
      deny_peer_cidrs: closedNetworks(nodeIp),
    },
  })
}
