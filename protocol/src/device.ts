import { z } from 'zod/mini'
import { DeviceId, Millis, PersonId } from './ids.ts'
import { typed } from './text.ts'
import { SignedEntry } from './verified/deviceList.ts'
import { Device } from './verified/keys.ts'

/** What a person calls a device of theirs; only they see it. */
export const DeviceLabel = typed(60)

/** A person's chain of signed device lists, first entry to last, exactly as their devices signed it. */
export const DeviceChain = z.array(SignedEntry)
export type DeviceChain = z.infer<typeof DeviceChain>

/** A device that waits for one that is already listed to approve it. In memory, ten minutes at most. */
export const PendingDevice = z.object({ device: Device, label: DeviceLabel })
export type PendingDevice = z.infer<typeof PendingDevice>

/** Answer to `GET /api/devices`: one's own. */
export const OwnDevices = z.object({
  chain: DeviceChain,
  /** By the server's word; the chain alone says who is listed. */
  known: z.array(z.object({ dev: DeviceId, label: z.nullable(DeviceLabel), addedAt: Millis })),
  pending: z.array(PendingDevice),
})
export type OwnDevices = z.infer<typeof OwnDevices>

/** Answer to `GET /api/people/:id/devices`. Empty for somebody who has no device yet. */
export const PeerDevices = z.object({ chain: DeviceChain, addedAt: z.array(Millis) })
export type PeerDevices = z.infer<typeof PeerDevices>

/** `POST /api/devices/entries`: the next entry of one's own chain; `label` names the device that it adds. */
export const AppendEntry = z.object({ entry: SignedEntry, label: z.optional(DeviceLabel) })
export type AppendEntry = z.infer<typeof AppendEntry>

/** `POST /api/devices/reset`: begins the chain anew. Everybody who knew the old one is warned. */
export const ResetDevices = z.object({
  password: z.string().check(z.maxLength(1024)),
  entry: SignedEntry,
  label: z.optional(DeviceLabel),
})
export type ResetDevices = z.infer<typeof ResetDevices>

/** `PATCH /api/devices/:dev` */
export const RenameDevice = z.object({ label: DeviceLabel })

export const DeviceDown = {
  /** Somebody's chain has grown or begun anew: to themself and to all who share a conversation with them. */
  devices: z.object({ t: z.literal('devices'), person: PersonId, chain: DeviceChain }),
  /** To one's own pages: which devices wait. */
  pending: z.object({ t: z.literal('device-pending'), pending: z.array(PendingDevice) }),
}
