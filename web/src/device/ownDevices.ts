import type { DeviceId, Millis } from '@tacet/protocol/ids'
import type { OwnDeviceState } from '../identity/OwnDevice.ts'

type Listed = Extract<OwnDeviceState, { is: 'listed' }>

/** One entry of the person's own list, as their settings show it. */
export interface OwnDeviceRow {
  readonly dev: DeviceId
  /** Null where the person has given no name and the browser none. */
  readonly label: string | null
  /** By the server's word; null where it said nothing. */
  readonly since: Millis | null
  readonly isThis: boolean
  /** [TRUST-5] Nobody on this device has approved it or seen it before. */
  readonly isStranger: boolean
}

export interface OwnDeviceRows {
  /** This one first, then those that have been there longest. */
  readonly devices: readonly OwnDeviceRow[]
  /** [DL-9] The recovery key: an entry like any other, but nobody ever names it. */
  readonly paper: OwnDeviceRow | null
  /** What can call and ring is this device alone: lost, it leaves only the paper. */
  readonly onlyThis: boolean
}

export function ownDevices({ list, known, strangers }: Listed, me: DeviceId | null): OwnDeviceRows {
  const rows = list.devices.map(({ dev }) => {
    const said = known.find(each => each.dev === dev)
    return {
      dev,
      label: said?.label ?? null,
      since: said?.addedAt ?? null,
      isThis: dev === me,
      isStranger: strangers.includes(dev),
    }
  })
  const unnamed = rows.filter(row => row.label === null && row.since !== null && !row.isThis)
  // A recovery key that was replaced is gone; should two entries have no name, neither is taken for it.
  const paper = unnamed.length === 1 ? (unnamed[0] ?? null) : null
  const devices = rows
    .filter(row => row !== paper)
    .toSorted((a, b) => Number(b.isThis) - Number(a.isThis) || (a.since ?? 0) - (b.since ?? 0))
  return { devices, paper, onlyThis: devices.every(row => row.isThis) }
}
