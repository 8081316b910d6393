import { isIPv6 } from 'node:net'
import type { IceServer } from '@tacet/protocol/call'
import type { PersonId } from '@tacet/protocol/ids'
import { accountPolicy } from '../account/policy.ts'
import type { Clock } from '../clock.ts'
import type { Feature } from '../feature.ts'
import { route } from '../http/route.ts'
import type { Random } from '../random.ts'
import { type Engine, type Engines, EngineUnavailable } from '../sfu/ports.ts'
import { turnCredential } from './turnCredential.ts'

/** [SEC-6] Milliseconds in which a credential allocates. */
const LIFETIME = 10 * 60_000
/**
 * [SEC-6] A person gets one new credential in so long, however often they ask; the same one until then. Each server
 * counts for itself: it has engines and a key of its own, and to another's its credentials are worth nothing.
 */
const RENEW_AFTER = 60_000
/** Who was given a credential may be about to call. */
const ABOUT_TO_CALL = 60_000
const LOOK_EVERY = 5_000

export interface RelayParts {
  readonly engines: Engines
  readonly clock: Clock
  readonly random: Random
  readonly isInDirectCall: (person: PersonId) => Promise<boolean>
}

interface Issued {
  readonly engine: string
  readonly at: number
  readonly servers: readonly IceServer[]
  /** The engine counts as used until this is called. */
  readonly release: () => void
}

/** Our own STUN and TURN for direct calls: who may use it, and for how long the engine behind it has to live. */
export class Relay {
  readonly #parts: RelayParts
  /** The newest credential of each person, until it expires or their call is over. */
  readonly #issued = new Map<PersonId, Issued>()

  constructor(parts: RelayParts) {
    this.#parts = parts
  }

  /** For a device of this person. Empty while there is no engine: calls within one network work without. */
  async iceServersFor(person: PersonId): Promise<readonly IceServer[]> {
    const { engines, clock } = this.#parts
    const known = this.#issued.get(person)
    if (known && engines.find(known.engine) && clock.now() - known.at < RENEW_AFTER) return known.servers
    try {
      const engine = await engines.forNewUse()
      known?.release()
      const servers = this.#serversOn(engine)
      const release = engines.hold(engine.id)
      this.#issued.set(person, { engine: engine.id, at: clock.now(), servers, release })
      return servers
    } catch (error) {
      if (error instanceof EngineUnavailable) return []
      throw error
    }
  }

  /** The upkeep of credentials, as a part of the server. */
  feature(background: (work: Promise<void>) => void): Feature {
    let stop: () => void = () => undefined
    return {
      name: 'relay',
      routes: [
        // [CALL-8] "Check my connection" tries the relay without calling anybody. The quota is the same (SEC-6).
        route({
          method: 'GET',
          path: '/api/relay',
          policy: accountPolicy.own,
          handle: async ({ session }) => ({ iceServers: await this.iceServersFor(session.account.id) }),
        }),
      ],
      start: async () => {
        stop = this.#parts.clock.every(LOOK_EVERY, () => background(this.look()))
      },
      stop: async () => {
        stop()
        for (const { release } of this.#issued.values()) release()
        this.#issued.clear()
      },
    }
  }

  /** Lets go of the engine for people whose call is over or whose credential no longer allocates. */
  async look(): Promise<void> {
    const { clock, isInDirectCall } = this.#parts
    for (const [person, issued] of [...this.#issued]) {
      const age = clock.now() - issued.at
      if (age < ABOUT_TO_CALL || (age < LIFETIME && (await isInDirectCall(person)))) continue
      issued.release()
      if (this.#issued.get(person) === issued) this.#issued.delete(person)
    }
  }

  #serversOn({ nodeIp, turnPort }: Engine): readonly IceServer[] {
    const { clock, engines, random } = this.#parts
    const host = `${isIPv6(nodeIp) ? `[${nodeIp}]` : nodeIp}:${turnPort}`
    const id = random.bytes(9).toString('base64url')
    const expiresAt = Math.floor((clock.now() + LIFETIME) / 1_000)
    return [
      { urls: [`stun:${host}`] },
      { urls: [`turn:${host}?transport=udp`], ...turnCredential(engines.key, id, expiresAt) },
    ]
  }
}
