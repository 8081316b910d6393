import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mustHideAddress, type PeerKind } from './hideAddress.ts'

const INSIDE: readonly PeerKind[] = ['admin', 'member', 'restricted']
const OUTSIDE: readonly PeerKind[] = ['external', 'guest']

describe('mustHideAddress', () => {
  it.each(INSIDE)('[SEC-5] leaves it to the person and the organization towards %s', peerKind => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (own, organization) => {
        expect(mustHideAddress({ own, organization, peerKind })).toBe(own || organization)
      }),
    )
  })

  it.each(OUTSIDE)('[SEC-5] hides it from %s, whatever is set', peerKind => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (own, organization) => {
        expect(mustHideAddress({ own, organization, peerKind })).toBe(true)
      }),
    )
  })
})
