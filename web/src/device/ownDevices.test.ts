import { DeviceId } from '@tacet/protocol/ids'
import { describe, expect, it } from 'vitest'
import type { KnownDevice } from '../identity/OwnDevice.ts'
import { ownDevices } from './ownDevices.ts'

const id = (letter: string) => DeviceId.parse(`${letter.repeat(21)}A`)
const laptop = id('l')
const phone = id('p')
const paper = id('r')
const named = (dev: DeviceId, label: string | null, addedAt: number): KnownDevice => ({ dev, label, addedAt })

function listed(
  known: readonly KnownDevice[],
  devs: readonly DeviceId[],
  strangers: readonly DeviceId[] = [],
) {
  const devices = devs.map(dev => ({ dev, dik: '', dhk: '' }))
  const list = { user: 'anna', entries: [{ hash: '', devices }], root: '', seq: 0, head: '', devices }
  return { is: 'listed', list, known, pending: [], strangers } as const
}

describe('one’s own devices', () => {
  it('[DL-9] stand apart from the recovery key, this one first, then the oldest', () => {
    const known = [named(laptop, 'Laptop', 5), named(paper, null, 1), named(phone, 'Phone', 3)]
    const rows = ownDevices(listed(known, [laptop, phone, paper]), laptop)
    expect(rows.devices.map(({ dev }) => dev)).toEqual([laptop, phone])
    expect(rows.paper?.dev).toBe(paper)
    expect(rows.onlyThis).toBe(false)
  })

  it('[DL-9] are the last one where nothing else but paper is left', () => {
    const known = [named(laptop, 'Laptop', 0), named(paper, null, 0)]
    expect(ownDevices(listed(known, [laptop, paper]), laptop).onlyThis).toBe(true)
  })

  it('[TRUST-5] show strangers, whatever they are called', () => {
    const known = [named(laptop, 'Laptop', 0), named(phone, 'Phone', 1), named(paper, null, 0)]
    const { devices } = ownDevices(listed(known, [laptop, phone, paper], [phone]), laptop)
    expect(devices.map(({ isStranger }) => isStranger)).toEqual([false, true])
  })

  it('are all listed as devices where it is not clear which one is paper', () => {
    const known = [named(laptop, 'Laptop', 0), named(phone, null, 1), named(paper, null, 0)]
    const rows = ownDevices(listed(known, [laptop, phone, paper]), laptop)
    expect(rows.paper).toBeNull()
    expect(rows.devices).toHaveLength(3)
  })

  it('are listed by the chain, also where the server says nothing about them', () => {
    const rows = ownDevices(listed([], [laptop, phone]), phone)
    expect(rows.devices.map(({ dev, label, since }) => [dev, label, since])).toEqual([
      [phone, null, null],
      [laptop, null, null],
    ])
  })

  it('without a name are this device rather than paper', () => {
    const known = [named(laptop, null, 0), named(paper, null, 0)]
    const rows = ownDevices(listed(known, [laptop, paper]), laptop)
    expect(rows.paper?.dev).toBe(paper)
    expect(rows.devices.map(({ isThis }) => isThis)).toEqual([true])
  })
})
