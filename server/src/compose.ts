import type { OrganizationSettings } from '@tacet/protocol/identity'
import { Accounts } from './account/Accounts.ts'
import { accountFeature } from './account/feature.ts'
import { Links } from './account/Links.ts'
import { argon2 } from './account/PasswordHasher.ts'
import { People } from './account/People.ts'
import { Sessions } from './account/Sessions.ts'
import { SignIn } from './account/SignIn.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Feature } from './feature.ts'
import type { SessionCookie } from './http/sessionCookie.ts'
import type { LiveStore } from './live/ports.ts'
import type { Log } from './log.ts'
import { organizationFeature } from './organization/feature.ts'
import { Organization } from './organization/Organization.ts'
import type { Random } from './random.ts'
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
  readonly cookie: SessionCookie
}

export interface Composition {
  readonly features: readonly Feature[]
  readonly sessions: Sessions
  readonly links: Links
  readonly accounts: Accounts
}

/** Builds all features and binds them together. The one place that knows all of them. */
export function compose(ground: Ground): Composition {
  const { config, database, delivery, cookie } = ground
  const { db } = database
  const features: Feature[] = []

  const organization = new Organization(db, delivery, async (_settings: OrganizationSettings) => undefined)
  const sessions = new Sessions(db, delivery, ground)
  const signIn = new SignIn(db, sessions, { ...ground, hasher: argon2 })
  const links = new Links(db, organization, ground)
  const accounts = new Accounts(db, organization, links, sessions, { ...ground, hasher: argon2 })
  const people = new People(db, sessions, links, {
    changed: async () => undefined,
    deactivated: async () => undefined,
  })

  features.push(
    accountFeature({
      ...ground,
      accounts,
      links,
      organization,
      people,
      sessions,
      signIn,
      cookie,
      demoAllowed: ({ socket }) => config.demo && isLoopbackAddress(socket.remoteAddress),
    }),
    organizationFeature(organization),
  )
  return { features, sessions, links, accounts }
}

function isLoopbackAddress(address = ''): boolean {
  return /^(?:::ffff:)?127\./.test(address) || address === '::1'
}
