import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import type { Config } from '../config.ts'

/** Addresses of this machine in its networks, IPv4, in the order of its interfaces. */
export function lanAddresses(
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): readonly string[] {
  return Object.values(interfaces)
    .flatMap(addresses => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
}

/** The address that the engine announces: the operator's choice, else the one under which browsers reach this machine. */
export function nodeIpOf({ nodeIp, loopback }: Config): string {
  return nodeIp ?? (loopback ? null : lanAddresses()[0]) ?? '127.0.0.1'
}
