import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { SessionCookie } from './http/sessionCookie.ts'
import type { LiveStore } from './live/ports.ts'
import type { Log } from './log.ts'
import type { Random } from './random.ts'
import type { Engines } from './sfu/ports.ts'
import type { Phones } from './signaling/Phones.ts'
import type { Delivery } from './signaling/ports.ts'
import type { Database } from './storage/database.ts'

/** What every feature stands on. */
export interface Ground {
  readonly config: Config
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly database: Database
  readonly live: LiveStore
  readonly delivery: Delivery
  readonly phones: Phones
  readonly cookie: SessionCookie
  readonly engines: Engines
}
