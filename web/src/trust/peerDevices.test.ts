import { DeviceId } from '@tacet/protocol/ids'
import type { DeviceList } from '@tacet/protocol/verified/deviceList'
import { describe, expect, it } from 'vitest'
import { peerDevices } from './peerDevices.ts'

const DAY = 24 * 60 * 60 * 1_000
const device = (letter: string) => ({ dev: DeviceId.parse(`${letter.repeat(21)}A`), dik: '', dhk: '' })
const laptop = device('l')
const phone = device('p')
const tablet = device('t')

function listOf(...entries: readonly (readonly ReturnType<typeof device>[])[]): DeviceList {
  const devices = entries.at(-1) ?? []
  return {
    user: 'ben',
    entries: entries.map(each => ({ hash: '', devices: each })),
    root: '',
    seq: entries.length - 1,
    head: '',
    devices,
  }
}

describe('the devices of somebody', () => {
  it('stand in the order in which they came, each with the day', () => {
    const rows = peerDevices(listOf([phone], [laptop, phone]), [0, 30 * DAY], 100 * DAY)
    expect(rows).toEqual([
      { dev: phone.dev, since: 0, isNew: false },
      { dev: laptop.dev, since: 30 * DAY, isNew: false },
    ])
  })

  it('are new for a week, but for those with which the list began', () => {
    const list = listOf([phone], [laptop, phone], [laptop, phone, tablet])
    const isNew = (now: number) =>
      peerDevices(list, [0, DAY, 6 * DAY], now)
        .filter(row => row.isNew)
        .map(({ dev }) => dev)
    expect(isNew(7 * DAY)).toEqual([laptop.dev, tablet.dev])
    expect(isNew(9 * DAY)).toEqual([tablet.dev])
    expect(isNew(13 * DAY)).toEqual([])
  })

  it('count anew when they come back', () => {
    const [, back] = peerDevices(
      listOf([phone, tablet], [phone], [phone, tablet]),
      [0, DAY, 2 * DAY],
      3 * DAY,
    )
    expect(back).toEqual({ dev: tablet.dev, since: 2 * DAY, isNew: true })
  })

  it('have no day where the server says none', () => {
    expect(peerDevices(listOf([phone]), [], DAY)).toEqual([{ dev: phone.dev, since: null, isNew: false }])
  })
})
