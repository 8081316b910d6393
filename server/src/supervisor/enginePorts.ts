import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'

/** The ports of one engine. Two run at a time at most for long: one in use, one that drains. */
export interface EnginePorts {
  /** TCP on 127.0.0.1. */
  readonly signal: number
  /** TCP, media where UDP is blocked. */
  readonly tcp: number
  /** UDP, all media of conferences. */
  readonly udp: number
  /** UDP, TURN and STUN. */
  readonly turn: number
  /** UDP, one for each relayed leg of a direct call; both ends included. */
  readonly relayFrom: number
  readonly relayTo: number
}

const RELAY_FROM = 30_000
const RELAY_SPAN = 2_500

/** What a firewall has to let through: 7881/tcp, 7882/udp, 3478/udp, 30000–39999/udp, and the same of the other sets. */
const PREFERRED: readonly EnginePorts[] = [0, 1, 2, 3].map(set => ({
  signal: 7_880 + 10 * set,
  tcp: 7_881 + 10 * set,
  udp: 7_882 + 10 * set,
  turn: 3_478 + 10 * set,
  relayFrom: RELAY_FROM + RELAY_SPAN * set,
  relayTo: RELAY_FROM + RELAY_SPAN * (set + 1) - 1,
}))

/**
 * Ports for one more engine: a set that none of `taken` has, each port that another program holds replaced by a free
 * one. Null when all sets are taken.
 */
export async function pickPorts(taken: readonly EnginePorts[]): Promise<EnginePorts | null> {
  const set = PREFERRED.find(({ relayFrom }) => taken.every(other => other.relayFrom !== relayFrom))
  if (!set) return null
  const [signal, tcp, udp, turn] = await Promise.all([
    freeTcp(set.signal, '127.0.0.1'),
    freeTcp(set.tcp, '0.0.0.0'),
    freeUdp(set.udp),
    freeUdp(set.turn),
  ])
  return { ...set, signal, tcp, udp, turn }
}

/** `port` if it is free, else one that is. */
function freeTcp(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', () =>
      port === 0 ? reject(new Error('no free TCP port')) : resolve(freeTcp(0, host)),
    )
    server.listen(port, host, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}

function freeUdp(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4')
    socket.once('error', () => (port === 0 ? reject(new Error('no free UDP port')) : resolve(freeUdp(0))))
    socket.bind(port, () => {
      const bound = socket.address().port
      socket.close(() => resolve(bound))
    })
  })
}
