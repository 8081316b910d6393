import type { TransportFacts } from './ports.ts'

/** `tlsVersion` of getStats: the two bytes of the wire, in hexadecimal. */
const DTLS_VERSIONS: Readonly<Record<string, string>> = { FEFF: '1.0', FEFD: '1.2', FEFC: '1.3' }

type Stats = Readonly<Record<string, unknown>>

const textOf = (stats: Stats | undefined, name: string): string | null => {
  const value = stats?.[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/**
 * Reads from a getStats report what was negotiated. Null until a transport has a selected pair. `relayOnly`: this side
 * never sent anything but addresses of our relay.
 */
export function readTransportFacts(
  report: Iterable<[string, unknown]>,
  relayOnly = false,
): TransportFacts | null {
  const byId = new Map<string, Stats>()
  for (const [id, stats] of report) byId.set(id, stats as Stats)
  const transport = [...byId.values()].find(
    stats => stats['type'] === 'transport' && textOf(stats, 'selectedCandidatePairId') !== null,
  )
  const pair = byId.get(textOf(transport, 'selectedCandidatePairId') ?? '')
  if (!transport || !pair) return null
  const local = byId.get(textOf(pair, 'localCandidateId') ?? '')
  const remote = byId.get(textOf(pair, 'remoteCandidateId') ?? '')
  const relayed = isRelay(local) || isRelay(remote)
  const version = textOf(transport, 'tlsVersion')
  // A relayed call may have shown addresses that led nowhere.
  const own = (type: string) =>
    [...byId.values()].find(stats => stats['type'] === type && textOf(stats, 'candidateType') !== 'relay')
  const theirs = own('remote-candidate')
  return {
    path: relayed ? 'relayed' : 'direct',
    localAddress: addressOf(isRelay(local) ? own('local-candidate') : local),
    remoteAddress: addressOf(isRelay(remote) ? theirs : remote),
    localHidden: relayOnly,
    remoteHidden: isRelay(remote) && theirs === undefined,
    dtlsVersion: version === null ? null : (DTLS_VERSIONS[version.toUpperCase()] ?? version),
    dtlsCipher: textOf(transport, 'dtlsCipher'),
    srtpCipher: textOf(transport, 'srtpCipher'),
  }
}

const isRelay = (candidate: Stats | undefined): boolean => textOf(candidate, 'candidateType') === 'relay'

/** Names under `.local` are the browser's stand-ins for an address it hides. */
function addressOf(candidate: Stats | undefined): string | null {
  const address = textOf(candidate, 'address') ?? textOf(candidate, 'ip')
  return address === null || address.endsWith('.local') ? null : address
}
