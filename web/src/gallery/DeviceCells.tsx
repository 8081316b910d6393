import { useEffect, useState } from 'react'
import { DeviceNotes } from '../device/DeviceNotes.tsx'
import { DevicesSettings } from '../device/DevicesSettings.tsx'
import { DeviceWaitingPage } from '../device/DeviceWaitingPage.tsx'
import { FakeDeviceServer } from '../identity/fakes/FakeDeviceServer.ts'
import { MemoryVault } from '../identity/fakes/MemoryVault.ts'
import { OwnDevice, type OwnDeviceState } from '../identity/OwnDevice.ts'
import { ANNA, deviceScene } from './deviceScene.ts'

const NAME = 'Anna Keller'
const nothing = () => undefined

/** A browser that is in that state and asks nobody. */
function resting(state: OwnDeviceState): OwnDevice {
  const own = new OwnDevice({
    me: ANNA,
    vault: new MemoryVault(),
    api: new FakeDeviceServer().of(ANNA),
    defaultLabel: () => '',
    drawBytes: length => new Uint8Array(length),
  })
  own.store.setState(state, true)
  return own
}

const RESTING = [
  resting({ is: 'asking' }),
  resting({ is: 'unsupported' }),
  resting({ is: 'refused', error: 'ForkedDeviceList' }),
]

/** One’s own devices: real keys, a server in memory. A code from one of them is good in the others. */
export function DeviceCells() {
  const [scene, setScene] = useState<Awaited<ReturnType<typeof deviceScene>> | null>(null)
  useEffect(() => {
    void deviceScene().then(setScene)
  }, [])
  const browsers = scene ? [scene.laptop, scene.phone, scene.alone, scene.waiting, ...RESTING] : RESTING
  return (
    <>
      {scene && (
        <section className="cell whole">
          <h2>A browser that waits</h2>
          <DeviceWaitingPage own={scene.waiting} organization="Kanzlei Nord" onLater={nothing} />
        </section>
      )}
      {browsers.map((own, place) => (
        <section key={own.keys?.device.dev ?? place} className="cell whole">
          <h2>Devices and keys</h2>
          <div className="list on-gallery">
            <DeviceNotes own={own} name={NAME} onNavigate={nothing} />
          </div>
          <DevicesSettings own={own} name={NAME} onBack={nothing} />
        </section>
      ))}
    </>
  )
}
