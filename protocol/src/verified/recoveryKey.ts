import { decodeBase32, encodeBase32 } from './base32.ts'
import { hkdf } from './hash.ts'
import { type DeviceKeys, importDeviceKeys } from './keys.ts'

/** [DL-9] 160 bits. Whoever makes one draws them; they are shown once, on paper. */
export const RECOVERY_SECRET_BYTES = 20

const NO_SALT = new Uint8Array(0)

/** [DL-9] The keys behind a recovery secret of 20 bytes: those of one more device, which never rings. */
export async function recoveryKeys(secret: Uint8Array): Promise<DeviceKeys> {
  return await importDeviceKeys({
    dik: await hkdf(secret, NO_SALT, 'vcall/1 rec dik', 32),
    dhk: await hkdf(secret, NO_SALT, 'vcall/1 rec dhk', 32),
  })
}

/** The secret as 32 characters of Crockford's base 32; show them in groups. */
export const writeRecoverySecret = (secret: Uint8Array): string => encodeBase32(secret)

/** The secret as typed from paper, or null where that can't be one. */
export const readRecoverySecret = (typed: string): Uint8Array | null =>
  decodeBase32(typed, RECOVERY_SECRET_BYTES)
