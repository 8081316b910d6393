import { AppendEntry, PendingDevice, RenameDevice, ResetDevices } from '@tacet/protocol/device'
import { DeviceId, PersonId } from '@tacet/protocol/ids'
import { z } from 'zod/mini'
import type { Feature } from '../feature.ts'
import { type Route, route } from '../http/route.ts'
import type { Devices } from './Devices.ts'
import { devicePolicy } from './policy.ts'

/** Tokens of the caller's bucket for work with passwords, as at signing in. */
const DEAR = 8
/** For work with signatures, and for what is told to many people. */
const LABORIOUS = 4

const OneDevice = z.object({ dev: DeviceId })

export function deviceFeature(devices: Devices): Feature {
  return { name: 'device', routes: [...listRoutes(devices), ...pendingRoutes(devices)] }
}

function listRoutes(devices: Devices): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/devices',
      policy: devicePolicy.own,
      handle: ({ session }) => devices.own(session.account.id),
    }),
    route({
      method: 'GET',
      path: '/api/people/:id/devices',
      policy: devicePolicy.view,
      params: z.object({ id: PersonId }),
      handle: ({ session, params }) => devices.of(session.account, params.id),
    }),
    route({
      method: 'POST',
      path: '/api/devices/entries',
      policy: devicePolicy.own,
      body: AppendEntry,
      cost: LABORIOUS,
      handle: ({ session, body }) => devices.append(session.account.id, body),
    }),
    route({
      method: 'POST',
      path: '/api/devices/reset',
      policy: devicePolicy.own,
      body: ResetDevices,
      cost: DEAR,
      handle: ({ session, body }) => devices.reset(session, body),
    }),
    route({
      method: 'PATCH',
      path: '/api/devices/:dev',
      policy: devicePolicy.own,
      params: OneDevice,
      body: RenameDevice,
      handle: ({ session, params, body }) => devices.rename(session.account.id, params.dev, body.label),
    }),
  ]
}

function pendingRoutes(devices: Devices): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/devices/pending',
      policy: devicePolicy.own,
      body: PendingDevice,
      cost: LABORIOUS,
      handle: ({ session, body }) => devices.wait(session.account.id, body),
    }),
    route({
      method: 'DELETE',
      path: '/api/devices/pending/:dev',
      policy: devicePolicy.own,
      params: OneDevice,
      handle: ({ session, params }) => devices.stopWaiting(session.account.id, params.dev),
    }),
  ]
}
