import type { OwnDevices } from '@tacet/protocol/device'
import type { SignedEntry } from '@tacet/protocol/verified/deviceList'
import type { DeviceKeys } from '@tacet/protocol/verified/keys'
import { type Colleague, PASSWORD } from '../../testing/office.ts'

export const append = ({ browser }: Colleague, entry: SignedEntry, label?: string) =>
  browser.post<OwnDevices>('/api/devices/entries', { entry, ...(label === undefined ? {} : { label }) })
export const reset = ({ browser }: Colleague, entry: SignedEntry, password = PASSWORD, label?: string) =>
  browser.post<OwnDevices>('/api/devices/reset', {
    password,
    entry,
    ...(label === undefined ? {} : { label }),
  })
export const wait = ({ browser }: Colleague, { device }: DeviceKeys, label = 'New browser') =>
  browser.post<OwnDevices>('/api/devices/pending', { device, label })
export const own = async ({ browser }: Colleague) => (await browser.get<OwnDevices>('/api/devices')).body
