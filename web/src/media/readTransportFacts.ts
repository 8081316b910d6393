import type { TransportFacts } from './ports.ts'

/** `tlsVersion` of getStats: the two bytes of the wire, in hexadecimal. */
const DTLS_VERSIONS: Readonly<Record<string, string>> = { FEFF: '1.0', FEFD: '1.2', FEFC: '1.3' }

type Stats = Readonly<Record<string, unknown>>

const textOf = (stats: Stats | undefined, name: string): string | null => {
  const value = stats?.[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/** Reads from a getStats report what was negotiated. Null until a transport has a selected pair. */
export function readTransportFacts(report: Iterable<[string, unknown]>): TransportFacts | null {
  const byId = new Map<string, Stats>()
  for (const [id, stats] of report) byId.set(id, stats as Stats)
  const transport = [...byId.values()].find(
    stats => stats['type'] === 'transport' && textOf(stats, 'selectedCandidatePairId') !== null,
  )
  const pair = byId.get(textOf(transport, 'selectedCandidatePairId') ?? '')
  if (!transport || !pair) return null
  const local = byId.get(textOf(pair, 'localCandidateId') ?? '')
  const remote = byId.get(textOf(pair, 'remoteCandidateId') ?? '')
  const relayed = [local, remote].some(candidate => textOf(candidate, 'candidateType') === 'relay')
  const version = textOf(transport, 'tlsVersion')
  return {
    path: relayed ? 'relayed' : 'direct',
    localAddress: addressOf(local),
    remoteAddress: addressOf(remote),
    dtlsVersion: version === null ? null : (DTLS_VERSIONS[version.toUpperCase()] ?? version),
    dtlsCipher: textOf(transport, 'dtlsCipher'),
    srtpCipher: textOf(transport, 'srtpCipher'),
  }
}

/** Names under `.local` are the browser's stand-ins for an address it hides. */
function addressOf(candidate: Stats | undefined): string | null {
  const address = textOf(candidate, 'address') ?? textOf(candidate, 'ip')
  return address === null || address.endsWith('.local') ? null : address
}
