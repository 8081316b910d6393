const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const SIX_BITS = 0b111111
const FIVE_BITS = 0b011111
/** Six bits whose middle four are all set have no letter of their own: they are written as five. */
const TOO_LARGE = 0b011110

/**
 * The encoding that the engine's TURN uses for names and passwords: the bytes as one number, six bits a letter from
 * the low end, five where six would exceed the alphabet.
 */
export function base62(bytes: Uint8Array): string {
  let text = ''
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  let left = bytes.length * 8
  while (left > 0) {
    const six = Number(number & BigInt(SIX_BITS))
    const isTooLarge = (six & TOO_LARGE) === TOO_LARGE
    const width = isTooLarge && (left > 6 || six > FIVE_BITS) ? 5 : 6
    text += ALPHABET[isTooLarge ? six & FIVE_BITS : six]
    number >>= BigInt(width)
    left -= width
  }
  return text
}
