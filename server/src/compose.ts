import type { FastifyRequest } from 'fastify'
import { Accounts } from './account/Accounts.ts'
import { accountFeature } from './account/feature.ts'
import { Links } from './account/Links.ts'
import { argon2 } from './account/PasswordHasher.ts'
import { People } from './account/People.ts'
import { PersonalSettings } from './account/PersonalSettings.ts'
import { Sessions } from './account/Sessions.ts'
import { SignIn } from './account/SignIn.ts'
import { Blocks } from './block/Blocks.ts'
import { blockFeature } from './block/feature.ts'
import { composeCalls } from './composeCalls.ts'
import { Conversations } from './conversation/Conversations.ts'
import { conversationFeature } from './conversation/feature.ts'
import { Gatherings } from './conversation/Gatherings.ts'
import { LiveGatherings } from './conversation/liveGatherings.ts'
import { Memberships } from './conversation/Memberships.ts'
import { Messages } from './conversation/Messages.ts'
import { Views } from './conversation/Views.ts'
import { Devices } from './device/Devices.ts'
import { deviceFeature } from './device/deviceFeature.ts'
import { PendingDevices } from './device/PendingDevices.ts'
import type { Feature } from './feature.ts'
import type { Ground } from './ground.ts'
import { historyFeature } from './history/feature.ts'
import { History } from './history/History.ts'
import { healthFeature } from './http/healthFeature.ts'
import { organizationFeature } from './organization/feature.ts'
import { Organization } from './organization/Organization.ts'
import { presenceFeature } from './presence/feature.ts'
import { PresenceBoard } from './presence/PresenceBoard.ts'
import { Statuses } from './presence/Statuses.ts'

export interface Composition {
  readonly features: readonly Feature[]
  readonly sessions: Sessions
  readonly links: Links
  readonly accounts: Accounts
  readonly people: People
  readonly organization: Organization
  readonly conversations: Conversations
  readonly messages: Messages
}

/** Builds all features and binds them together. The one place that knows all of them. */
export function compose(ground: Ground): Composition {
  const { config, database, delivery, live, phones } = ground
  const { db } = database
  const hasher = argon2
  const features: Feature[] = []

  const liveGatherings = new LiveGatherings(live)
  const memberships = new Memberships(db, liveGatherings)
  const views = new Views(db, delivery, liveGatherings)
  const talk = { ...ground, db, memberships, views, gatherings: liveGatherings }
  const messages = new Messages(talk)
  const talking = { ...talk, listeners: membershipListeners(features) }
  const conversations = new Conversations(talking)
  const gatherings = new Gatherings(talking)
  const organization: Organization = new Organization(db, delivery, () => history.sweep())
  const history = new History({ ...ground, memberships, organization })
  const statuses = new Statuses(live, ground.clock)
  const presence = new PresenceBoard({
    live,
    delivery,
    statuses,
    devicesOf: person => phones.of(person),
    peersOf: person => memberships.peersOf(person),
  })

  const sessions = new Sessions(db, delivery, ground)
  const signIn = new SignIn(db, sessions, { ...ground, hasher })
  const links = new Links(db, organization, ground)
  const settings = new PersonalSettings(db, delivery)
  const accounts = new Accounts(db, organization, links, sessions, { ...ground, hasher })
  const people = new People(db, sessions, links, {
    changed: async person => {
      delivery.toPeople([person.id, ...(await memberships.peersOf(person.id))], { t: 'person', person })
    },
    deactivated: async person => {
      await conversations.leaveGroups(person)
      await gatherings.leave(person)
    },
  })
  const devices = new Devices({
    ...ground,
    db,
    pending: new PendingDevices(live, ground.clock),
    requireVisible: (asker, person) => people.card(asker, person),
    requirePassword: (session, password) => signIn.requirePassword(session, password),
    peersOf: person => memberships.peersOf(person),
    changed: async person => {
      for (const feature of features) await feature.devicesChanged?.(person)
    },
  })
  const blocks = new Blocks({
    db,
    delivery,
    requireVisible: (asker, person) => people.card(asker, person),
  })
  const demoAllowed = ({ socket }: FastifyRequest) => config.demo && isLoopbackAddress(socket.remoteAddress)

  features.push(
    healthFeature,
    accountFeature({
      ...ground,
      accounts,
      links,
      organization,
      people,
      sessions,
      settings,
      signIn,
      demoAllowed,
    }),
    organizationFeature(organization),
    deviceFeature(devices),
    conversationFeature({ conversations, messages, views }),
    historyFeature(history, ground),
    presenceFeature({
      ...ground,
      board: presence,
      statuses,
      membersOf: conversation => memberships.membersOf(conversation),
    }),
    blockFeature(blocks),
    ...composeCalls(ground, { memberships, gatherings, history, presence, sessions, devices }),
  )
  return { features, sessions, links, accounts, people, organization, conversations, messages }
}

function membershipListeners(features: readonly Feature[]) {
  return {
    membersCame: async (...came: Parameters<NonNullable<Feature['membersCame']>>) => {
      for (const feature of features) await feature.membersCame?.(...came)
    },
    memberGone: async (...gone: Parameters<NonNullable<Feature['memberGone']>>) => {
      for (const feature of features) await feature.memberGone?.(...gone)
    },
  }
}

function isLoopbackAddress(address = ''): boolean {
  return /^(?:::ffff:)?127\./.test(address) || address === '::1'
}
