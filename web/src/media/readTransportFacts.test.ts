import { describe, expect, it } from 'vitest'
import { readTransportFacts } from './readTransportFacts.ts'
import { shownAddress } from './shownAddress.ts'

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
    const relayed = report([RELAY], [RELAY])
    expect(readTransportFacts(relayed, { local: null, remote: null })).toMatchObject({
      path: 'relayed',
      localAddress: null,
      remoteAddress: null,
      localHidden: true,
      remoteHidden: true,
    })
    const shown = { local: { address: '198.51.100.1' }, remote: null }
    expect(readTransportFacts(relayed, shown)).toMatchObject({
      localAddress: '198.51.100.1',
      localHidden: false,
      remoteHidden: true,
    })
    expect(readTransportFacts(report([RELAY], [['host', '198.51.100.2']]))).toMatchObject({
      path: 'relayed',
      remoteAddress: '198.51.100.2',
      localHidden: true,
      remoteHidden: false,
    })
  })
})

describe('what a description shows of the device that wrote it', () => {
  const line = (type: string, address: string) => `a=candidate:1 1 udp 2122 ${address} 5000 typ ${type} x`
  const sdp = (...lines: string[]) => ['v=0', ...lines, ''].join('\r\n')

  it('[SEC-5] is nothing where all candidates are of relays', () => {
    expect(shownAddress(sdp(line('relay', '203.0.113.1')))).toBeNull()
    expect(shownAddress(sdp())).toBeNull()
    expect(shownAddress(undefined)).toBeNull()
  })

  it('is the address by which the world knows it, before one of its own network', () => {
    const [host, srflx, hidden] = [
      line('host', '10.0.0.9'),
      line('srflx', '198.51.100.1'),
      line('host', 'a.local'),
    ]
    expect(shownAddress(sdp(host, line('relay', '203.0.113.1'), srflx))).toEqual({ address: '198.51.100.1' })
    expect(shownAddress(sdp(hidden, host))).toEqual({ address: '10.0.0.9' })
    expect(shownAddress(sdp(hidden))).toEqual({ address: null })
  })
})
