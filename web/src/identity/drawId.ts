import type { z } from 'zod/mini'

/** Draws 128 bits and writes them as the kind of identifier that `schema` describes. */
export function drawId<T>(schema: z.ZodMiniType<T>): T {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const base64 = btoa(String.fromCharCode(...bytes))
  return schema.parse(base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''))
}
