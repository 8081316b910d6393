import { readCanonical } from './canonical.ts'
import { MESSAGE_MAX_BYTES, SDP_MAX_BYTES } from './limits.ts'
import { isSameParty, Message, type Party, type SignedEnvelope, VCALL_VERSION } from './messages.ts'
import { type ReceiverRule, refuse, type VcallError } from './VcallError.ts'
import { utf8 } from './webCrypto.ts'

/** A message that is well formed and addressed to this device. Nothing proves yet who wrote it. */
export interface Opened {
  readonly message: Message
  readonly envelope: SignedEnvelope
}

export type OpenResult =
  | { readonly ok: true; readonly opened: Opened }
  | { readonly ok: false; readonly rule: ReceiverRule; readonly error: VcallError }

const exceeds = (text: string, bytes: number): boolean => text.length > bytes || utf8(text).length > bytes

/** RX-1…5. The rest, `receive`, needs to know what this device knows of the sender that the message names. */
export function openEnvelope(envelope: SignedEnvelope, me: Party): OpenResult {
  const { m, sdp } = envelope
  if (exceeds(m, MESSAGE_MAX_BYTES) || exceeds(sdp ?? '', SDP_MAX_BYTES)) {
    return { ...refuse('TooLarge'), rule: 'RX-1' }
  }
  const read = readCanonical(m)
  if (!read.ok) return { ...read, rule: 'RX-2' }
  if (read.value['v'] !== VCALL_VERSION) return { ...refuse('UnknownVersion'), rule: 'RX-3' }
  const message = Message.safeParse(read.value)
  if (!message.success) return { ...refuse('BadFormat'), rule: 'RX-4' }
  if (!isSameParty(message.data.to, me)) return { ...refuse('WrongRecipient'), rule: 'RX-5' }
  return { ok: true, opened: { message: message.data, envelope } }
}
