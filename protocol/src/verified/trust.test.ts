import { describe, expect, it } from 'vitest'
import { type Trust, type TrustEvent, trustAfter, trustEventOf } from './trust.ts'
import { VCALL_ERRORS } from './VcallError.ts'

/** The table of §8 with every state and every event: what comes of it, and what is shown. */
const TABLE: Readonly<Record<TrustEvent, readonly [Trust | 'unknown', Trust | 'unknown', string?][]>> = {
  'first-list': [
    ['unknown', 'tofu'],
    ['tofu', 'tofu'],
    ['verified', 'verified'],
    ['changed', 'changed'],
    ['blocked', 'blocked'],
  ],
  confirmed: [
    ['unknown', 'unknown'],
    ['tofu', 'verified'],
    ['verified', 'verified'],
    ['changed', 'verified'],
    ['blocked', 'blocked'],
  ],
  'device-added': [
    ['unknown', 'unknown'],
    ['tofu', 'tofu', 'new-device'],
    ['verified', 'verified', 'new-device'],
    ['changed', 'changed', 'new-device'],
    ['blocked', 'blocked'],
  ],
  'new-root': [
    ['unknown', 'tofu'],
    ['tofu', 'changed', 'keys-changed'],
    ['verified', 'blocked', 'keys-reset'],
    ['changed', 'changed', 'keys-changed'],
    ['blocked', 'blocked'],
  ],
  fork: [
    ['unknown', 'blocked', 'possible-attack'],
    ['tofu', 'blocked', 'possible-attack'],
    ['verified', 'blocked', 'possible-attack'],
    ['changed', 'blocked', 'possible-attack'],
    ['blocked', 'blocked', 'possible-attack'],
  ],
  'no-match': [
    ['unknown', 'blocked', 'possible-attack'],
    ['tofu', 'blocked', 'possible-attack'],
    ['verified', 'blocked', 'possible-attack'],
    ['changed', 'blocked', 'possible-attack'],
    ['blocked', 'blocked', 'possible-attack'],
  ],
  'keys-accepted': [
    ['unknown', 'unknown'],
    ['tofu', 'tofu'],
    ['verified', 'verified'],
    ['changed', 'changed'],
    ['blocked', 'changed', 'keys-changed'],
  ],
}

const cases = Object.entries(TABLE).flatMap(([event, rows]) =>
  rows.map(([from, to, notice]) => ({ event: event as TrustEvent, from, to, notice: notice ?? null })),
)
const stateOf = (name: Trust | 'unknown') => (name === 'unknown' ? null : name)

describe('trust in a peer', () => {
  it.each(cases)('[TRUST] $from, then $event: $to', ({ from, event, to, notice }) => {
    expect(trustAfter(stateOf(from), event)).toEqual({ state: stateOf(to), notice })
  })

  it('[TRUST-4] is never won back from blocked but by the dialog', () => {
    const ways = cases.filter(({ from, to }) => from === 'blocked' && to !== 'blocked')
    expect(ways.map(({ event }) => event)).toEqual(['keys-accepted'])
  })

  it('[TRUST-1] becomes verified by the person alone', () => {
    const ways = cases.filter(({ from, to }) => from !== 'verified' && to === 'verified')
    expect(new Set(ways.map(({ event }) => event))).toEqual(new Set(['confirmed']))
  })

  it('is touched by two errors only: a fork and a new root', () => {
    const telling = VCALL_ERRORS.filter(error => trustEventOf(error) !== null)
    expect(telling).toEqual(['RootChanged', 'ForkedDeviceList'])
  })
})
