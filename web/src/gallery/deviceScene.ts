import { PersonId } from '@tacet/protocol/ids'
import { readDeviceList } from '@tacet/protocol/verified/deviceList'
import type { DeviceApi } from '../identity/api.ts'
import { FakeDeviceServer } from '../identity/fakes/FakeDeviceServer.ts'
import { MemoryVault } from '../identity/fakes/MemoryVault.ts'
import { OwnDevice } from '../identity/OwnDevice.ts'

export const ANNA = PersonId.parse('annaAAAAAAAAAAAAAAAAAA')
const DAY = 24 * 60 * 60 * 1_000

/** The server of the fakes, which also tells when each device came; a recovery key has no name. */
function apiOf(server: FakeDeviceServer): DeviceApi {
  const api = server.of(ANNA)
  return {
    ...api,
    async own() {
      const answer = await api.own()
      if (!answer.ok) return answer
      const read = await readDeviceList(ANNA, answer.value.chain)
      const devices = read.ok ? read.list.devices : []
      const known = devices.map(({ dev }, place) => ({
        dev,
        label: server.labels.get(dev) ?? null,
        addedAt: Date.now() - place * 30 * DAY,
      }))
      return { ok: true, value: { ...answer.value, known } }
    },
  }
}

async function browser(server: FakeDeviceServer, label: string): Promise<OwnDevice> {
  const own = new OwnDevice({
    me: ANNA,
    vault: new MemoryVault(),
    api: apiOf(server),
    defaultLabel: () => label,
    drawBytes: length => crypto.getRandomValues(new Uint8Array(length)),
  })
  await own.start()
  if (own.keys) server.labels.set(own.keys.device.dev, label)
  await own.refresh()
  return own
}

async function approve(server: FakeDeviceServer, old: OwnDevice, waiting: OwnDevice): Promise<void> {
  await old.refresh()
  const state = waiting.store.getState()
  if (state.is !== 'waiting') return
  await old.approve(state.code)
  await server.of(ANNA).stopWaiting(state.device.dev)
}

/** Four browsers of one person: the first two are listed, the third knows neither, the last one waits. */
export async function deviceScene() {
  const server = new FakeDeviceServer()
  const laptop = await browser(server, 'Chrome, Linux')
  const phone = await browser(server, 'Annas Pixel')
  await approve(server, laptop, phone)
  const tablet = await browser(server, 'Annas iPad')
  await phone.refresh()
  await approve(server, phone, tablet)
  const waiting = await browser(server, 'Firefox, Windows')
  await Promise.all([laptop.refresh(), phone.refresh(), tablet.refresh()])
  const alone = await browser(new FakeDeviceServer(), 'Chrome, Linux')
  return { laptop, phone, waiting, alone }
}
