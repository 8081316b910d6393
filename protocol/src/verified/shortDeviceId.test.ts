import { expect, it } from 'vitest'
import { encodeBase64url } from './base64url.ts'
import { shortDeviceId } from './shortDeviceId.ts'

it('shows a device id as its first four bytes', () => {
  const bytes = Uint8Array.of(0x7f, 0x3a, 0x09, 0xc2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
  expect(shortDeviceId(encodeBase64url(bytes))).toBe('7F3A 09C2')
})
