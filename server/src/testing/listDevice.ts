import type { DeviceKeys } from '@tacet/protocol/verified/keys'
import { drawKeys, Keyring } from '../device/testing/Keyring.ts'
import type { Colleague } from './office.ts'

/** Gives the person's browser keys and makes it the first device of their list. */
export async function listDevice({
  browser,
  id,
}: Colleague): Promise<{ keyring: Keyring; keys: DeviceKeys }> {
  const [keys] = await drawKeys(1)
  if (!keys) throw new Error('one device')
  const keyring = new Keyring(id)
  const { status } = await browser.post('/api/devices/entries', { entry: await keyring.next([keys], keys) })
  if (status !== 200) throw new Error('the list was refused')
  browser.device = keys.device.dev
  return { keyring, keys }
}
