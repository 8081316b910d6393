import { concat } from './bytes.ts'
import { sha256 } from './hash.ts'
import { signBytes, verifyBytes } from './keys.ts'
import { utf8, type WebKey } from './webCrypto.ts'

/** [SIG-1] What is signed: `"vcall/1 "‖t‖0x00‖H(m)`. The type stands outside, so no text passes for another type. */
export async function signedBytes(t: string, m: string): Promise<Uint8Array> {
  return concat(utf8(`vcall/1 ${t}\0`), await sha256(utf8(m)))
}

/** [SIG-1] Signs the text `m` of a message or of a device list entry (`t` is `devices`). */
export async function signText(t: string, m: string, key: WebKey): Promise<string> {
  return await signBytes(key, await signedBytes(t, m))
}

/** [SIG-2] `dik` is the signing key of the device that `m` names, nothing else. */
export async function verifyText(
  t: string,
  m: string,
  sig: string | undefined,
  dik: string,
): Promise<boolean> {
  return await verifyBytes(dik, sig, await signedBytes(t, m))
}
