/** An address of a device itself that was told to the other side; null where the browser hid which (mDNS). */
export interface ShownAddress {
  readonly address: string | null
}

const ORDER = ['srflx', 'prflx', 'host']

/**
 * What the candidates in a description tell of the device that wrote it, the address by which the world knows it before
 * one of its own network. Null: nothing but addresses of relays.
 */
export function shownAddress(sdp: string | undefined): ShownAddress | null {
  const candidates = [...(sdp ?? '').matchAll(/^a=candidate:\S+ \d+ \S+ \d+ (\S+) \d+ typ (\w+)/gm)]
    .map(([, address = '', type = '']) => ({ address, type }))
    .filter(({ type }) => type !== 'relay')
    .sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type))
  const [first] = candidates
  if (!first) return null
  return { address: candidates.find(({ address }) => !isStandIn(address))?.address ?? null }
}

/** Names under `.local` are the browser's stand-ins for an address it hides. */
export const isStandIn = (address: string): boolean => address.endsWith('.local')
