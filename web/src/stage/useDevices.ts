import { useEffect, useState } from 'react'
import type { DeviceKind, DeviceList, Devices } from '../media/ports.ts'

/** List and choice as they are now; renders again when either changes. */
export function useDevices(devices: Devices): {
  list: DeviceList
  choice: Readonly<Record<DeviceKind, string | null>>
} {
  const [state, setState] = useState({ list: devices.list, choice: devices.choice })
  useEffect(() => {
    const read = () => setState({ list: devices.list, choice: devices.choice })
    read()
    return devices.onChange(read)
  }, [devices])
  return state
}
