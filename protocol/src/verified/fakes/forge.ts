import { writeCanonical } from '../canonical.ts'
import type { DeviceKeys } from '../keys.ts'
import type { SignedEnvelope } from '../messages.ts'
import { signText } from '../signature.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * A message with some fields changed and signed anew, as only a colluding device can do it. `t` of the signature and the
 * text itself are those of the result; `undefined` takes a field out.
 */
export async function forge(
  envelope: SignedEnvelope,
  changes: Fields,
  by: DeviceKeys,
): Promise<SignedEnvelope> {
  const changed = Object.entries({ ...JSON.parse(envelope.m), ...changes })
  const fields = Object.fromEntries(changed.filter(([, value]) => value !== undefined))
  const text = writeCanonical(fields)
  if (!text.ok) throw new Error(`can't be written: ${JSON.stringify(fields)}`)
  return { ...envelope, m: text.value, sig: await signText(String(fields['t']), text.value, by.dik) }
}
