/** `candidate:… <component> <protocol> <priority> <address> <port> typ <type> [raddr <address> rport <port>] …` */
const CANDIDATE = /candidate:\S+ \d+ \S+ \d+ \S+ \d+ typ (\S+)(?: raddr (\S+))?/g

/**
 * [ICE-2] [SEC-5] Whether a description or a candidate tells an address of this device: any candidate but one of the
 * relay, or one of the relay that names where it was asked from.
 */
export function showsAddress(text: string): boolean {
  for (const [, type, raddr] of text.matchAll(CANDIDATE)) {
    if (type !== 'relay') return true
    if (raddr !== undefined && raddr !== '0.0.0.0' && raddr !== '::') return true
  }
  return false
}
