import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkExpiry, sessionExpiry } from './lifetimes.ts'
import { nameKey } from './nameKey.ts'
import { everyRole, may, mayEver, policies } from './policy.ts'

const DAY = 24 * 60 * 60 * 1_000

describe('a session', () => {
  it('ends at a midnight, 30 to 31 days after its last use: it tells the day and nothing finer', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 41), now => {
        const expiry = sessionExpiry(now)
        expect(expiry % DAY).toBe(0)
        expect(expiry - now).toBeGreaterThan(30 * DAY)
        expect(expiry - now).toBeLessThanOrEqual(31 * DAY)
        expect(sessionExpiry(now - (now % DAY))).toBe(expiry)
      }),
    )
  })
})

describe('a link', () => {
  it('ends by itself, but for the one that sets a server up', () => {
    expect(linkExpiry('setup', 5)).toBeNull()
    expect(linkExpiry('invitation', 5)).toBe(5 + 7 * DAY)
    expect(linkExpiry('reset', 5)).toBe(5 + DAY)
    expect(linkExpiry('demo', 5)).toBe(5 + DAY)
  })
})

describe('the key of a name', () => {
  it.each([
    ['Ärztin', 'arztin'],
    ['Zoë', 'zoe'],
    ['Ben Aydın', 'ben aydin'],
    ['İlker™', 'ilkertm'],
    ['GROSS', 'gross'],
    ['Groß', 'gross'],
    ['Łukasz Ørsted', 'lukasz orsted'],
    ['ﬁn', 'fin'],
    ['山田', '山田'],
  ])('of %s is %s', (name, key) => expect(nameKey(name)).toBe(key))

  it('is the key of itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), name => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name))
      }),
    )
  })
})

describe('a policy', () => {
  const table = policies('place', {
    enter: everyRole('owner', 'guest'),
    sell: { admin: ['owner'], member: [], restricted: [], external: [] },
  })

  it('is named after its feature and action', () => {
    expect([table.enter.name, table.sell.name]).toEqual(['place.enter', 'place.sell'])
  })

  it('allows by role and relation, and nothing beyond', () => {
    expect(may('admin', table.sell, 'owner')).toBe(true)
    expect(may('member', table.sell, 'owner')).toBe(false)
    expect(may('external', table.enter, 'guest')).toBe(true)
    expect([mayEver('admin', table.sell), mayEver('member', table.sell)]).toEqual([true, false])
  })
})
