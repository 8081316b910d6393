import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { StartError } from '../StartError.ts'

/** A certificate with its chain and its private key, as PEM. */
export interface Certificate {
  readonly cert: Buffer
  readonly key: Buffer
}

/** Reads the two files and makes sure that they belong together. Throws a StartError. */
export function readCertificate(paths: { readonly cert: string; readonly key: string }): Certificate {
  const pair = { cert: read('TACET_TLS_CERT', paths.cert), key: read('TACET_TLS_KEY', paths.key) }
  try {
    createSecureContext(pair)
  } catch {
    throw new StartError(
      'TACET_TLS_CERT and TACET_TLS_KEY are no certificate and its private key, both as PEM. Set them to files that belong together.',
    )
  }
  return pair
}

function read(variable: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StartError(
      `${variable} names ${path}, which can't be read (${code}). Set it to a file that can.`,
    )
  }
}
