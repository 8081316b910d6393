import type { Pin } from '@tacet/protocol/verified/pin'
import type { Trust, TrustNotice } from '@tacet/protocol/verified/trust'
import { describe, expect, it } from 'vitest'
import { answersOf, bannerOf, markOf, trustView } from './trustView.ts'

const OLD = 'old root'
const NEW = 'new root'

const peer = (state: Trust | null, notice: TrustNotice | null = null) => {
  const pin: Pin | null = state && { root: OLD, head: 'head', seq: 0, state }
  return { pin, notice, list: null }
}
const bannerFor = (state: Trust | null, notice: TrustNotice | null, shownRoot: string | null = OLD) =>
  bannerOf(trustView(peer(state, notice), shownRoot), notice)
const markFor = (state: Trust | null) => markOf(trustView(peer(state), OLD))

describe('what is said about somebody’s keys', () => {
  it('is nothing before their list was seen', () => {
    expect(trustView(peer(null), null)).toEqual({ is: 'unknown' })
    expect(markFor(null)).toBeNull()
    expect(bannerFor(null, null)).toBeNull()
  })

  it('is a quiet lock at first contact, and a mark once people have compared', () => {
    expect(markFor('tofu')).toBeNull()
    expect(markFor('verified')).toBe('verified')
    expect(bannerFor('verified', null)).toBeNull()
  })

  it('is amber for a new device, whether verified or not', () => {
    expect(bannerFor('tofu', 'new-device')).toBe('new-device')
    expect(bannerFor('verified', 'new-device')).toBe('new-device')
    expect(markOf(trustView(peer('verified', 'new-device'), OLD))).toBe('verified')
  })

  it('is quiet again once changed keys were compared', () => {
    expect(bannerFor('verified', 'keys-changed')).toBeNull()
  })

  it('stays red for changed keys, also when the notice was read or the page was loaded anew', () => {
    expect(bannerFor('changed', 'keys-changed')).toBe('keys-changed')
    expect(bannerFor('changed', null)).toBe('keys-changed')
    expect(markFor('changed')).toBe('changed')
  })

  it('[TRUST-4] tells a reset from an attack by the root that the server shows, when the notice is gone', () => {
    expect(trustView(peer('blocked'), NEW)).toEqual({ is: 'blocked', why: 'keys-reset' })
    expect(trustView(peer('blocked'), OLD)).toEqual({ is: 'blocked', why: 'possible-attack' })
    expect(trustView(peer('blocked'), null)).toEqual({ is: 'blocked', why: 'unknown' })
  })

  it('[TRUST-4] believes what this page saw itself before what the server shows', () => {
    expect(bannerFor('blocked', 'possible-attack', NEW)).toBe('possible-attack')
    expect(bannerFor('blocked', 'keys-reset', OLD)).toBe('keys-reset')
    expect(bannerFor('blocked', 'new-device', null)).toBe('blocked')
  })
})

describe('comparing', () => {
  it('confirms those who are not verified, and can always deny but for those who are held', () => {
    const answersFor = (state: Trust | null) => answersOf(trustView(peer(state), NEW))
    expect(answersFor('tofu')).toEqual({ match: true, noMatch: true })
    expect(answersFor('changed')).toEqual({ match: true, noMatch: true })
    expect(answersFor('verified')).toEqual({ match: false, noMatch: true })
    expect(answersFor('blocked')).toEqual({ match: false, noMatch: false })
    expect(answersFor(null)).toEqual({ match: false, noMatch: false })
  })
})
