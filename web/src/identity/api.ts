import {
  type AppendEntry,
  OwnDevices,
  PeerDevices,
  type PendingDevice,
  type ResetDevices,
} from '@tacet/protocol/device'
import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import { type Answer, request } from '../http/request.ts'

/** What device lists ask of the server, which keeps them and believes nothing about them. */
export interface DeviceApi {
  own(): Promise<Answer<OwnDevices>>
  of(person: PersonId): Promise<Answer<PeerDevices>>
  append(body: AppendEntry): Promise<Answer<undefined>>
  reset(body: ResetDevices): Promise<Answer<undefined>>
  rename(device: DeviceId, label: string): Promise<Answer<undefined>>
  wait(body: PendingDevice): Promise<Answer<undefined>>
  stopWaiting(device: DeviceId): Promise<Answer<undefined>>
}

export const deviceApi: DeviceApi = {
  own: () => request('/api/devices', { answer: OwnDevices }),
  of: person => request(`/api/people/${person}/devices`, { answer: PeerDevices }),
  append: body => request('/api/devices/entries', { method: 'POST', body }),
  reset: body => request('/api/devices/reset', { method: 'POST', body }),
  rename: (device, label) => request(`/api/devices/${device}`, { method: 'PATCH', body: { label } }),
  wait: body => request('/api/devices/pending', { method: 'POST', body }),
  stopWaiting: device => request(`/api/devices/pending/${device}`, { method: 'DELETE' }),
}
