import { z } from 'zod/mini'
import { type Ack, Down, Reply } from './down.ts'
import { Failure } from './errors.ts'
import { PeerMessage } from './peer.ts'
import { Up } from './up.ts'

/** The only parsers of what arrives on a socket. Beyond them everything is typed and trusted. */
export type Decoded<T> = { ok: true; value: T } | { ok: false; failure: Failure }

function decode<T>(schema: z.ZodMiniType<T>, raw: unknown): Decoded<T> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return { ok: true, value: parsed.data }
  const field = parsed.error.issues[0]?.path.map(String).join('.')
  return { ok: false, failure: field ? { error: 'invalid', field } : { error: 'invalid' } }
}

export const decodeUp = (raw: unknown): Decoded<Up> => decode(Up, raw)
export const decodeDown = (raw: unknown): Decoded<Down> => decode(Down, raw)

/** Checks the acknowledgement of a message of type `t`. */
export function decodeAck<T extends Up['t']>(t: T, raw: unknown): Ack<T> {
  const shape = z.union([
    z.object({ ok: z.literal(true), reply: Reply[t] as z.ZodMiniType }),
    z.object({ ok: z.literal(false), failure: Failure }),
  ])
  const decoded = decode(shape, raw)
  return decoded.ok ? (decoded.value as Ack<T>) : decoded
}

/** What the other device says on the data channel. */
export function decodePeerMessage(text: string): Decoded<PeerMessage> {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return { ok: false, failure: { error: 'invalid' } }
  }
  return decode(PeerMessage, raw)
}
