import { knownBytes } from './base64url.ts'

const SHOWN_BYTES = 4

/** The first four bytes of a device id in two groups of hexadecimal, such as `7F3A 19C2`: for people to tell devices apart. */
export function shortDeviceId(dev: string): string {
  const bytes = knownBytes(dev, 16).slice(0, SHOWN_BYTES)
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 4)} ${hex.slice(4)}`.toUpperCase()
}
