import { randomBytes } from 'node:crypto'
import type { LinkSecret } from '@tacet/protocol/ids'
import type { z } from 'zod/mini'

/** Randomness as a port: the privacy audit compares runs under one seed. */
export interface Random {
  bytes(length: number): Buffer
}

export const systemRandom: Random = { bytes: length => randomBytes(length) }

/** Draws 128 bits and writes them as the kind of identifier that `schema` describes. */
export function drawId<T>(random: Random, schema: z.ZodMiniType<T>): T {
  return schema.parse(random.bytes(16).toString('base64url'))
}

/** Draws the secret of a link, a session or a ticket: 256 bits as 43 characters of base64url. */
export function drawSecret(random: Random): LinkSecret {
  return random.bytes(32).toString('base64url') as LinkSecret
}
