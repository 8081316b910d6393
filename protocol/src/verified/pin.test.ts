import { beforeAll, describe, expect, it } from 'vitest'
import { makeEntry, type SignedEntry } from './deviceList.ts'
import { type DeviceKeys, generateDeviceKeys } from './keys.ts'
import { acceptNewKeys, checkDeviceList, type Pin, pinAfter } from './pin.ts'
import type { Trust } from './trust.ts'

let one: DeviceKeys
let two: DeviceKeys
/** A list, the same with a second device, a fork of that, and a list with another root. */
let first: SignedEntry
let second: SignedEntry
let forked: SignedEntry
let reset: SignedEntry
let short: Pin
let long: Pin

const pinned = async (chain: readonly SignedEntry[], pin: Pin | null) => {
  const checked = await checkDeviceList('anna', chain, pin)
  return checked.ok
    ? [checked.pin.seq, checked.pin.state, checked.notice]
    : [checked.error, checked.pin?.state, checked.notice]
}
const as = (state: Trust, pin: Pin): Pin => ({ ...pin, state })

beforeAll(async () => {
  one = await generateDeviceKeys()
  two = await generateDeviceKeys()
  const start = await makeEntry(null, 'anna', [one.device], one)
  if (!start.ok) throw new Error(start.error)
  const next = await makeEntry(start.list, 'anna', [one.device, two.device], one)
  const other = await makeEntry(start.list, 'anna', [two.device], one)
  const again = await makeEntry(null, 'anna', [two.device], two)
  if (!next.ok || !other.ok || !again.ok) throw new Error('no lists')
  first = start.entry
  second = next.entry
  forked = other.entry
  reset = again.entry
  const { root } = start.list
  short = { root, head: start.list.head, seq: 0, state: 'tofu' }
  long = { root, head: next.list.head, seq: 1, state: 'tofu' }
})

describe('the pin of a peer', () => {
  it('[DL-5] is made at first sight and advances with the list', async () => {
    expect(await pinned([first], null)).toEqual([0, 'tofu', null])
    expect(await pinned([first, second], null)).toEqual([1, 'tofu', null])
    expect(await pinned([first], short)).toEqual([0, 'tofu', null])
  })

  it('[TRUST] tells of a new device and stays verified', async () => {
    expect(await pinned([first, second], short)).toEqual([1, 'tofu', 'new-device'])
    expect(await pinned([first, second], as('verified', short))).toEqual([1, 'verified', 'new-device'])
    expect(await pinned([first, second], as('verified', long))).toEqual([1, 'verified', null])
  })

  it('[DL-5] a shorter list is a rollback, and no reason to distrust the person', async () => {
    expect(await pinned([first], long)).toEqual(['DeviceListRollback', 'tofu', null])
    expect(await pinned([first], as('verified', long))).toEqual(['DeviceListRollback', 'verified', null])
  })

  it('[SEC-2] [DL-5] another entry in a place that was seen is a fork, and blocks', async () => {
    expect(await pinned([first, forked], long)).toEqual(['ForkedDeviceList', 'blocked', 'possible-attack'])
    expect(await pinned([first, forked], as('verified', long))).toEqual([
      'ForkedDeviceList',
      'blocked',
      'possible-attack',
    ])
  })

  it('[SEC-2] [DL-6] a new root holds the calls of a verified peer, and is told of one trusted on first use', async () => {
    expect(await pinned([reset], as('verified', long))).toEqual(['RootChanged', 'blocked', 'keys-reset'])
    expect(await pinned([reset], long)).toEqual([0, 'changed', 'keys-changed'])
    expect(await pinned([reset], as('changed', long))).toEqual([0, 'changed', 'keys-changed'])
  })

  it('[TRUST-4] of a blocked peer refuses every list', async () => {
    for (const chain of [[first], [first, second], [reset], []]) {
      expect(await pinned(chain, as('blocked', short))).toEqual(['PeerBlocked', 'blocked', null])
    }
  })

  it('[DL-3] is not touched by a list that is none', async () => {
    expect(await pinned([second], short)).toEqual(['BadDeviceList', 'tofu', null])
    expect(await pinned([], null)).toEqual(['BadDeviceList', undefined, null])
  })

  it('[TRUST] comes back from blocked when the person accepts the new keys, unverified', async () => {
    const accepted = await acceptNewKeys('anna', [reset])
    expect(accepted).toMatchObject({ ok: true, pin: { seq: 0, state: 'changed' } })
    if (!accepted.ok) return
    expect(await pinned([reset], accepted.pin)).toEqual([0, 'changed', null])
    expect(pinAfter(accepted.pin, 'confirmed').pin.state).toBe('verified')
    expect(await acceptNewKeys('ben', [reset])).toEqual({ ok: false, error: 'BadDeviceList' })
  })
})
