import { createHash } from 'node:crypto'
import { base62 } from './base62.ts'

export interface TurnCredential {
  readonly username: string
  readonly credential: string
}

/**
 * User name and password that the engine's TURN takes until `expiresAt` (Unix time in seconds) without being told of
 * them before. The name tells key and id to whoever reads it, so both say nothing.
 */
export function turnCredential(
  key: { readonly name: string; readonly secret: string },
  id: string,
  expiresAt: number,
): TurnCredential {
  return {
    username: base62(Buffer.from(`${key.name}|${id}|${expiresAt}`)),
    credential: base62(createHash('sha256').update(`${key.secret}|${id}|${expiresAt}`).digest()),
  }
}
