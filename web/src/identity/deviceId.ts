import { DeviceId, type PersonId } from '@tacet/protocol/ids'
import { drawId } from './drawId.ts'

/** The name of this browser for this person: drawn at the first sign-in, the same in every tab. */
export function deviceId(person: PersonId): DeviceId {
  const storedUnder = `tacet.device.${person}`
  const stored = DeviceId.safeParse(localStorage.getItem(storedUnder))
  if (stored.success) return stored.data
  const drawn = drawId(DeviceId)
  localStorage.setItem(storedUnder, drawn)
  return drawn
}
