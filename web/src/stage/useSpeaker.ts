import type { Devices } from '../media/ports.ts'
import { useDevices } from './useDevices.ts'

/** The chosen speaker while it is plugged in, and again when it comes back (CALL-20); null: the system's default. */
export function useSpeaker(devices: Devices): string | null {
  const { list, choice } = useDevices(devices)
  return list.speaker.some(({ id }) => id === choice.speaker) ? choice.speaker : null
}
