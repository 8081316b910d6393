import { decodeBase64url, encodeBase64url } from '../base64url.ts'
import { concat } from '../bytes.ts'
import { readCanonical, writeCanonical } from '../canonical.ts'
import { checkCertificate } from '../certificate.ts'
import type { SignedEntry } from '../deviceList.ts'
import { emojiOf, SAS_EMOJI } from '../emoji.ts'
import { hashText, sha256 } from '../hash.ts'
import { importDeviceKeys } from '../keys.ts'
import { checkDeviceList } from '../pin.ts'
import { safetyNumber } from '../safetyNumber.ts'
import { commitTo, deriveSas, sasBytes, sasNumbers } from '../sas.ts'
import { fromHex, type Tally, toHex } from './Tally.ts'
import type { Vectors } from './Vectors.ts'

export async function runKeys(tally: Tally, { keys }: Vectors): Promise<void> {
  for (const [name, { dev, dik, dhk, seedHex, dhkSeedHex }] of Object.entries(keys)) {
    const made = await importDeviceKeys({ dik: fromHex(seedHex), dhk: fromHex(dhkSeedHex) })
    tally.equal('keys', `${name} dev`, made.device.dev, dev)
    tally.equal('keys', `${name} dik`, made.device.dik, dik)
    tally.equal('keys', `${name} dhk`, made.device.dhk, dhk)
    tally.equal('keys', `${name} stays inside`, made.dik.extractable || made.dhk.extractable, false)
  }
}

export async function runCanonical(tally: Tally, { canonical }: Vectors): Promise<void> {
  for (const { value, text, sha256: hash } of canonical.valid) {
    tally.equal('canonical', `write ${text}`, writeCanonical(value), { ok: true, value: text })
    tally.equal('canonical', `read ${text}`, readCanonical(text).ok, true)
    tally.equal('canonical', `hash ${text}`, await hashText(text), hash)
  }
  for (const { text, expect } of canonical.invalid) {
    tally.equal('canonical', text, readCanonical(text), { ok: false, error: expect })
  }
}

/** The entries that a case names. */
export const chainOf = ({ lists }: Vectors, names: readonly string[]): SignedEntry[] =>
  names.flatMap(name => lists[name] ?? [])

export async function runLists(tally: Tally, vectors: Vectors): Promise<void> {
  for (const [name, { m, hash }] of Object.entries(vectors.lists)) {
    tally.equal('lists', name, await hashText(m), hash)
  }
  for (const { id, user, pin, chain, expect } of vectors.listCases) {
    const checked = await checkDeviceList(user, chainOf(vectors, chain), pin)
    const got = checked.ok
      ? {
          root: checked.pin.root,
          seq: checked.pin.seq,
          head: checked.pin.head,
          devices: checked.list.devices.map(device => device.dev),
          state: checked.pin.state,
        }
      : checked.error
    tally.equal('listCases', id, got, expect)
  }
}

/** Any length: certificates have none of their own. */
function anyBytes(text: string): Uint8Array {
  return decodeBase64url(text, Math.floor((text.length * 6) / 8)) ?? new Uint8Array(0)
}

const bufferOf = (bytes: Uint8Array): ArrayBuffer => {
  const buffer = new ArrayBuffer(bytes.length)
  new Uint8Array(buffer).set(bytes)
  return buffer
}

export async function runCertificates(tally: Tally, vectors: Vectors): Promise<void> {
  for (const [name, { der, fp }] of Object.entries(vectors.certs)) {
    tally.equal('certificates', name, encodeBase64url(await sha256(anyBytes(der))), fp)
  }
  for (const { id, signedFp, remoteCertificates, expect } of vectors.certCases) {
    const certificates = remoteCertificates.map(der => bufferOf(anyBytes(der)))
    const checked = await checkCertificate(signedFp, certificates)
    tally.equal('certificates', id, checked.ok ? 'ok' : checked.error, expect)
  }
}

export async function runSas(tally: Tally, vectors: Vectors): Promise<void> {
  for (const { okm, sas } of vectors.sasBits) tally.equal('sas', okm, sasNumbers(fromHex(okm)), sas)
  for (const [name, { derived }] of Object.entries(vectors.flows)) {
    const { nonceA, offerHash, answerHash, commit, salt, okm, sas, emoji } = derived
    const hashes = [offerHash, answerHash].map(hash => anyBytes(hash))
    tally.equal('sas', `${name} commit`, await commitTo(nonceA), commit)
    tally.equal('sas', `${name} salt`, encodeBase64url(await sha256(concat(...hashes))), salt)
    tally.equal('sas', `${name} okm`, toHex(await sasBytes(derived)), okm)
    tally.equal('sas', `${name} numbers`, await deriveSas(derived), sas)
    const shown = emojiOf(sas).map(entry => entry.emoji)
    tally.equal('sas', `${name} emoji`, shown.join(''), emoji)
  }
  for (const { i, ...words } of vectors.emoji) tally.equal('emoji', String(i), SAS_EMOJI[i], words)
  tally.equal('emoji', 'number', SAS_EMOJI.length, vectors.emoji.length)
}

export async function runSafetyNumbers(tally: Tally, vectors: Vectors): Promise<void> {
  for (const { a, b, digits } of vectors.safety) {
    tally.equal('safety', `${a.user} ${b.user}`, await safetyNumber(a, b), digits)
  }
}
