import type { TransportFacts } from './ports.ts'
import { isStandIn, type ShownAddress } from './shownAddress.ts'

/** What of each side's own addresses has been told to the other one; null: nothing but relays. */
interface Shown {
  readonly local: ShownAddress | null
  readonly remote: ShownAddress | null
}

/** `tlsVersion` of getStats: the two bytes of the wire, in hexadecimal. */
const DTLS_VERSIONS: Readonly<Record<string, string>> = { FEFF: '1.0', FEFD: '1.2', FEFC: '1.3' }

type Stats = Readonly<Record<string, unknown>>

const textOf = (stats: Stats | undefined, name: string): string | null => {
  const value = stats?.[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/** Reads from a getStats report what was negotiated. Null until a transport has a selected pair. */
export function readTransportFacts(
  report: Iterable<[string, unknown]>,
  shown: Shown = { local: null, remote: null },
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
  return {
    path: relayed ? 'relayed' : 'direct',
    // A relayed call may have shown addresses that led nowhere.
    localAddress: isRelay(local) ? (shown.local?.address ?? null) : addressOf(local),
    remoteAddress: isRelay(remote) ? (shown.remote?.address ?? null) : addressOf(remote),
    localHidden: isRelay(local) && shown.local === null,
    remoteHidden: isRelay(remote) && shown.remote === null,
    dtlsVersion: version === null ? null : (DTLS_VERSIONS[version.toUpperCase()] ?? version),
    dtlsCipher: textOf(transport, 'dtlsCipher'),
    srtpCipher: textOf(transport, 'srtpCipher'),
  }
}

const isRelay = (candidate: Stats | undefined): boolean => textOf(candidate, 'candidateType') === 'relay'

function addressOf(candidate: Stats | undefined): string | null {
  const address = textOf(candidate, 'address') ?? textOf(candidate, 'ip')
  return address === null || isStandIn(address) ? null : address
}
