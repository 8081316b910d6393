import { describe, expect, it } from 'vitest'
import { readTransportFacts } from './readTransportFacts.ts'

type Candidate = readonly [type: 'host' | 'srflx' | 'prflx' | 'relay', address: string]

/** A report in which the first candidate of each side carries the call. */
function report(local: readonly Candidate[], remote: readonly Candidate[]): [string, unknown][] {
  const side = (type: string, candidates: readonly Candidate[]): [string, unknown][] =>
    candidates.map(([candidateType, address], at) => [`${type}-${at}`, { type, candidateType, address }])
  return [
    ['transport', { type: 'transport', selectedCandidatePairId: 'pair' }],
    ['pair', { localCandidateId: 'local-candidate-0', remoteCandidateId: 'remote-candidate-0' }],
    ...side('local-candidate', local),
    ...side('remote-candidate', remote),
  ]
}

const RELAY: Candidate = ['relay', '203.0.113.1']

describe('what the sheet says of addresses', () => {
  it('[P-10] names both on a direct path, and none that the browser hides', () => {
    expect(readTransportFacts(report([['host', '198.51.100.1']], [['srflx', '198.51.100.2']]))).toMatchObject(
      {
        path: 'direct',
        localAddress: '198.51.100.1',
        remoteAddress: '198.51.100.2',
        localHidden: false,
        remoteHidden: false,
      },
    )
    expect(readTransportFacts(report([['host', 'a.local']], [['prflx', 'b.local']]))).toMatchObject({
      localAddress: null,
      remoteAddress: null,
    })
  })

  it('[SEC-5] says who hides theirs: whoever has never shown anything but the relay', () => {
    expect(readTransportFacts(report([RELAY], [RELAY]), true)).toMatchObject({
      path: 'relayed',
      localAddress: null,
      remoteAddress: null,
      localHidden: true,
      remoteHidden: true,
    })
    expect(readTransportFacts(report([RELAY], [['host', '198.51.100.2']]), true)).toMatchObject({
      path: 'relayed',
      remoteAddress: '198.51.100.2',
      localHidden: true,
      remoteHidden: false,
    })
  })

  it('[SEC-5] does not call an address hidden that was shown in vain', () => {
    const shown: Candidate[] = [RELAY, ['srflx', '198.51.100.1']]
    expect(readTransportFacts(report(shown, [RELAY, ['host', '198.51.100.2']]))).toMatchObject({
      path: 'relayed',
      localAddress: '198.51.100.1',
      remoteAddress: '198.51.100.2',
      localHidden: false,
      remoteHidden: false,
    })
  })
})
