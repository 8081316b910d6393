import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Welcome } from '@tacet/protocol/down'
import type { Account } from '@tacet/protocol/identity'
import type { FastifyInstance } from 'fastify'
import type { Closing } from './Closing.ts'
import type { Composition } from './compose.ts'
import type { Config } from './config.ts'
import type { Feature } from './feature.ts'
import type { Ground } from './ground.ts'
import { addressKeys } from './http/addressKeys.ts'
import { loadAssets } from './http/assets.ts'
import { clientAddresses } from './http/clientAddress.ts'
import { openHttpDoor } from './http/HttpDoor.ts'
import { type OriginCheck, originCheck } from './http/originCheck.ts'
import { readCertificate } from './http/readCertificate.ts'
import { openUpgradeDoor } from './http/upgradeDoor.ts'
import { StartError } from './StartError.ts'
import { Dispatcher } from './signaling/Dispatcher.ts'
import { PhoneLines } from './signaling/PhoneLines.ts'
import type { Phones } from './signaling/Phones.ts'
import { openSocketDoor, SOCKET_PATH } from './signaling/SocketDoor.ts'
import type { Switchboard } from './signaling/Switchboard.ts'
import type { Lines } from './signaling/SwitchboardDelivery.ts'

const WEB_FOLDER = join(import.meta.dirname, '../../web/dist')

export interface DoorParts {
  readonly board: Switchboard
  readonly phones: Phones
  readonly delivery: Lines
  readonly closing: Closing
  readonly webFolder: string | undefined
}

/** Opens HTTP, sockets and the other upgrades on one port. `origin` is the one under which browsers come. */
export async function openDoors(
  ground: Ground,
  composition: Composition,
  parts: DoorParts,
): Promise<{ origin: string; port: number }> {
  const { config, clock, random, log, cookie } = ground
  const { features, sessions } = composition
  const { board, closing } = parts

  // The port may be the system's choice, and then the origin is known only after listening.
  let origins: OriginCheck = originCheck(config.origin, config.loopback)
  const keyOf = addressKeys(random)
  const addressOf = clientAddresses(config.trustProxy)
  const common = {
    clock,
    log,
    origins: { allows: (origin: string | undefined) => origins.allows(origin) },
    addressKey: (request: IncomingMessage) => keyOf(addressOf(request)),
    sessionOf: (cookies: string | undefined) => sessions.byToken(cookie.read(cookies)),
  }

  const app = await openHttpDoor(
    {
      ...common,
      tls: config.tls && readCertificate(config.tls),
      https: cookie.secure,
      assets: loadAssets(parts.webFolder ?? WEB_FOLDER),
    },
    features.flatMap(feature => feature.routes ?? []),
  )
  closing.add(() => app.close())
  const phoneLines = new PhoneLines(parts.phones, parts.delivery, devicesOf(features), { clock, log })
  closing.add(() => phoneLines.stop())
  const sockets = openSocketDoor(app.server, {
    ...common,
    board,
    phoneLines,
    dispatcher: new Dispatcher(Object.assign({}, ...features.map(feature => feature.handlers)), clock, log),
    livingSessions: hashes => sessions.living(hashes),
    welcome: async hash => {
      const session = await sessions.byHash(hash)
      return session && welcomeOf(session.account, features, clock.now())
    },
  })
  closing.add(() => sockets.close())
  const upgrades = features.flatMap(feature => feature.upgrades ?? [])
  const upgradeDoor = openUpgradeDoor(app.server, {
    origins: common.origins,
    socketPath: SOCKET_PATH,
    handlers: upgrades,
  })
  closing.add(() => upgradeDoor.close())

  const port = await listen(app, config)
  const origin = config.port === 0 ? config.origin.replace(/:0$/, `:${port}`) : config.origin
  origins = originCheck(origin, config.loopback)
  return { origin, port }
}

const devicesOf = (features: readonly Feature[]) =>
  features.flatMap(feature => (feature.devices ? [feature.devices] : []))

/** The first message on a socket, put together from what the features say. */
async function welcomeOf(account: Account, features: readonly Feature[], now: number): Promise<Welcome> {
  const parts = await Promise.all(features.map(feature => feature.welcome?.(account)))
  const nothing = {
    conversations: [],
    people: [],
    presence: [],
    status: null,
    blocked: [],
    conferences: [],
    engine: { state: 'absent' },
  }
  return Object.assign(nothing, ...parts, { t: 'welcome', now })
}

async function listen(app: FastifyInstance, { bind, port }: Config): Promise<number> {
  try {
    await app.listen({ host: bind, port })
  } catch (error) {
    throw new StartError(listenFailure((error as { code?: unknown }).code, bind, port))
  }
  return (app.server.address() as AddressInfo).port
}

function listenFailure(code: unknown, bind: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${bind} is taken. Stop the other program, or set TACET_PORT to another port.`
    case 'EACCES':
      return `Port ${port} on ${bind} may not be opened by this user. Set TACET_PORT to one above 1023.`
    case 'EADDRNOTAVAIL':
      return `This machine has no address ${bind}. Set TACET_BIND to one that it has, or leave it out.`
    default:
      return `Port ${port} on ${bind} can't be opened (${String(code)}). Check TACET_BIND and TACET_PORT.`
  }
}
