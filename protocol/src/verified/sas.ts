import { encodeBase64url, knownBytes } from './base64url.ts'
import { concat } from './bytes.ts'
import { hkdf, sha256 } from './hash.ts'
import { utf8 } from './webCrypto.ts'

/** [SAS-3] Five numbers from 0 to 63: places in the list of emoji. */
export type Sas = readonly [number, number, number, number, number]

/** [SAS-1] What the caller binds itself to before it sees the other nonce. Nonces are 32 random bytes. */
export async function commitTo(nonceA: string): Promise<string> {
  return encodeBase64url(await sha256(concat(utf8('vcall/1 c\0'), knownBytes(nonceA, 32))))
}

/** All that the emoji depend on, base64url of 32 bytes each. */
export interface SasTranscript {
  readonly nonceA: string
  readonly nonceB: string
  readonly offerHash: string
  readonly answerHash: string
}

/** [SAS-3] The four bytes behind the emoji; the last two bits are not used. */
export async function sasBytes(transcript: SasTranscript): Promise<Uint8Array> {
  const { nonceA, nonceB, offerHash, answerHash } = transcript
  const salt = await sha256(concat(knownBytes(offerHash, 32), knownBytes(answerHash, 32)))
  return await hkdf(concat(knownBytes(nonceA, 32), knownBytes(nonceB, 32)), salt, 'vcall/1 sas', 4)
}

/** [SAS-3] The first 30 bits, most significant first. */
export function sasNumbers(bytes: Uint8Array): Sas {
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  return [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63, d >> 2]
}

/** [SAS-3] Equal on both sides exactly when both saw the same offer, the same answer and the same nonces. */
export async function deriveSas(transcript: SasTranscript): Promise<Sas> {
  return sasNumbers(await sasBytes(transcript))
}
