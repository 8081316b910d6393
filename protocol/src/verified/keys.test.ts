import { describe, expect, it } from 'vitest'
import { approvalCode, isApprovalCode } from './approvalCode.ts'
import { encodeBase64url } from './base64url.ts'
import { deviceId, generateDeviceKeys, signBytes, supportsVcall, verifyBytes } from './keys.ts'
import {
  RECOVERY_SECRET_BYTES,
  readRecoverySecret,
  recoveryKeys,
  writeRecoverySecret,
} from './recoveryKey.ts'
import { utf8 } from './webCrypto.ts'

describe('device keys', () => {
  it('[ID-1] stay inside the browser', async () => {
    const keys = await generateDeviceKeys()
    expect([keys.dik.extractable, keys.dhk.extractable]).toEqual([false, false])
    expect([keys.dik.type, keys.dhk.type]).toEqual(['private', 'private'])
  })

  it('[ID-2] name the device by its signing key', async () => {
    const { device } = await generateDeviceKeys()
    expect(device.dev).toBe(await deviceId(device.dik))
    expect(device.dev).toHaveLength(22)
  })

  it('[SIG-2] sign what they alone can have signed', async () => {
    const [mine, other] = [await generateDeviceKeys(), await generateDeviceKeys()]
    const sig = await signBytes(mine.dik, utf8('said'))
    expect(await verifyBytes(mine.device.dik, sig, utf8('said'))).toBe(true)
    expect(await verifyBytes(mine.device.dik, sig, utf8('not said'))).toBe(false)
    expect(await verifyBytes(other.device.dik, sig, utf8('said'))).toBe(false)
  })

  it('[SIG-2] take no missing, short or malformed signature, and no key that is none, for an answer', async () => {
    const { device } = await generateDeviceKeys()
    for (const sig of [undefined, '', 'AAAA', '!'.repeat(86), 'A'.repeat(86)]) {
      expect(await verifyBytes(device.dik, sig, utf8('said'))).toBe(false)
    }
    const noPoint = encodeBase64url(new Uint8Array(32).fill(255))
    expect(await verifyBytes(noPoint, 'A'.repeat(86), utf8('said'))).toBe(false)
    expect(await verifyBytes('', 'A'.repeat(86), utf8('said'))).toBe(false)
  })

  it('are known to work here', async () => {
    expect(await supportsVcall()).toBe(true)
  })
})

describe('the recovery key', () => {
  it('[DL-9] gives the same device from the same paper, on whatever machine, however it was typed', async () => {
    const secret = Uint8Array.from({ length: RECOVERY_SECRET_BYTES }, (_, i) => i * 11)
    const paper = writeRecoverySecret(secret)
    expect(paper).toHaveLength(32)
    const typed = readRecoverySecret(paper.toLowerCase())
    expect(typed).toEqual(secret)
    const keys = await recoveryKeys(secret)
    expect((await recoveryKeys(typed ?? new Uint8Array(0))).device).toEqual(keys.device)
    const sig = await signBytes(keys.dik, utf8('said'))
    expect(await verifyBytes(keys.device.dik, sig, utf8('said'))).toBe(true)
    expect(keys.dik.extractable).toBe(false)
  })

  it('[DL-9] is another one for every other secret, and one key is not the other', async () => {
    const [a, b] = [await recoveryKeys(new Uint8Array(20)), await recoveryKeys(new Uint8Array(20).fill(1))]
    expect(new Set([a.device.dik, a.device.dhk, b.device.dik, b.device.dhk]).size).toBe(4)
  })

  it('[DL-9] is not read from what is too short', () => {
    expect(readRecoverySecret('7K3M 9P2X')).toBeNull()
  })
})

describe('the approval code', () => {
  it('[DL-8] stands for this person and exactly these two keys', async () => {
    const [{ device }, other] = [await generateDeviceKeys(), await generateDeviceKeys()]
    const code = await approvalCode('anna', device)
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
    expect(await isApprovalCode('anna', device, ` ${code.toLowerCase()} `)).toBe(true)
    expect(await isApprovalCode('ben', device, code)).toBe(false)
    expect(await isApprovalCode('anna', other.device, code)).toBe(false)
    expect(await isApprovalCode('anna', { ...device, dhk: other.device.dhk }, code)).toBe(false)
    expect(await isApprovalCode('anna', device, '')).toBe(false)
  })
})
