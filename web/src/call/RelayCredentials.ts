import type { IceServer } from '@tacet/protocol/call'
import type { Ack } from '@tacet/protocol/down'
import type { CallId } from '@tacet/protocol/ids'

/** [SEC-6] Milliseconds: credentials allocate for 10 min, and a restart takes a while. */
const RENEW_AFTER = 8 * 60_000

export interface RelayCredentialsDeps {
  /** Milliseconds of a clock that only goes forward. */
  now: () => number
  ask: (call: CallId) => Promise<Ack<'call-relay'>>
}

/** What our own STUN and TURN want to see from this device in its one call. A call may outlive it. */
export class RelayCredentials {
  readonly #deps: RelayCredentialsDeps
  #servers: readonly IceServer[] = []
  #since = 0

  constructor(deps: RelayCredentialsDeps) {
    this.#deps = deps
  }

  get servers(): readonly IceServer[] {
    return this.#servers
  }

  /** [SEC-5] Without it nothing hides an address. */
  get hasRelay(): boolean {
    return hasRelay(this.#servers)
  }

  /** Those that came with the start of a call, or with an offer. */
  take(servers: readonly IceServer[]): void {
    this.#servers = servers
    this.#since = this.#deps.now()
  }

  /** New ones, or null: those there are still good, or nobody gives us better ones. */
  async renewed(call: CallId): Promise<readonly IceServer[] | null> {
    if (this.#deps.now() - this.#since < RENEW_AFTER) return null
    const ack = await this.#deps.ask(call)
    if (!ack.ok || ack.reply.iceServers.length === 0) return null
    this.take(ack.reply.iceServers)
    return this.#servers
  }
}

/** Whether a relay is among them. */
export const hasRelay = (servers: readonly IceServer[]): boolean =>
  servers.some(({ urls }) => urls.some(url => url.startsWith('turn')))

/** As the browser wants them. */
export function rtcServers(servers: readonly IceServer[]): RTCIceServer[] {
  return servers.map(({ urls, username, credential }) => ({
    urls,
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  }))
}
