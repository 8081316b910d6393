import { encodeBase64url } from './base64url.ts'
import { sha256 } from './hash.ts'
import { type Refusal, refuse } from './VcallError.ts'

/**
 * RX-14, [CERT-1]. `certificates` is what `getRemoteCertificates()` gave, DER, the peer's own first; undefined where
 * the browser has no such thing. Checked when DTLS connects and again after every restart.
 */
export async function checkCertificate(
  fp: string | null,
  certificates: readonly ArrayBuffer[] | undefined,
): Promise<{ readonly ok: true } | Refusal<'CertificateMismatch'>> {
  const first = certificates?.[0]
  if (!first || encodeBase64url(await sha256(new Uint8Array(first))) !== fp) {
    return refuse('CertificateMismatch')
  }
  return { ok: true }
}
