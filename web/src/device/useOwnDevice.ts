import { useStore } from 'zustand'
import type { OwnDevice, OwnDeviceState } from '../identity/OwnDevice.ts'

/** What this browser is among the devices of its person, now and whenever it changes. */
export const useOwnDevice = (own: OwnDevice): OwnDeviceState => useStore(own.store)

/** The recovery key that was just made, until somebody says that it is written down. */
export const useRecoverySecret = (own: OwnDevice): string | null =>
  useStore(own.recovery, ({ secret }) => secret)
