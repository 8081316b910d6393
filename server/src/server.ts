import { Closing } from './Closing.ts'
import { type Clock, systemClock } from './clock.ts'
import { type Composition, compose } from './compose.ts'
import type { Config } from './config.ts'
import { type DemoLink, prepareDemo } from './demo.ts'
import { openDoors } from './doors.ts'
import type { Ground } from './ground.ts'
import { sessionCookie } from './http/sessionCookie.ts'
import type { Log } from './log.ts'
import { openDatabase, openLive } from './openStorage.ts'
import { type Random, systemRandom } from './random.ts'
import { noEngines } from './sfu/noEngines.ts'
import type { Engines } from './sfu/ports.ts'
import { Phones } from './signaling/Phones.ts'
import { Switchboard } from './signaling/Switchboard.ts'
import { switchboardDelivery } from './signaling/SwitchboardDelivery.ts'

export interface ServerParts {
  readonly log: Log
  readonly clock?: Clock
  readonly random?: Random
  /** Default: none, and so no conferences. */
  readonly engines?: Engines
  /** The built web app. */
  readonly webFolder?: string
  /** Hears the text of every statement, for counting. */
  readonly onStatement?: (statement: string) => void
}

export interface RunningServer {
  readonly origin: string
  readonly port: number
  /** Path with the one-time secret that sets this server up, such as `/setup#…`; null once that is done. */
  readonly setupPath: string | null
  readonly demoLinks: readonly DemoLink[]
  stop(): Promise<void>
}

/** Starts the whole server in this process. Throws a StartError when it can't; nothing stays open then. */
export async function startServer(config: Config, parts: ServerParts): Promise<RunningServer> {
  const closing = new Closing()
  try {
    return await start(config, parts, closing)
  } catch (error) {
    await closing.run()
    throw error
  }
}

async function start(config: Config, parts: ServerParts, closing: Closing): Promise<RunningServer> {
  const { log, clock = systemClock, random = systemRandom, engines = noEngines } = parts
  const { onStatement } = parts
  const database = await openDatabase(config, log, onStatement ? { onStatement } : {})
  closing.add(() => database.close())
  const { live, fanout } = await openLive(config, { clock, random, log })
  closing.add(() => live.close())
  closing.add(() => fanout.close())

  const board = new Switchboard()
  await fanout.listen(order => board.carryOut(order))
  const phones = new Phones(live, clock)
  const delivery = switchboardDelivery(board, fanout, phones)
  const cookie = sessionCookie(config.tls !== null || config.origin.startsWith('https:'))
  const ground: Ground = { config, clock, random, log, database, live, delivery, phones, cookie, engines }
  const composition = compose(ground)
  board.onSessionsEnded(sessions => {
    for (const feature of composition.features) feature.sessionsEnded?.(sessions)
  })
  await startFeatures(composition, closing)

  const { origin, port } = await openDoors(ground, composition, {
    board,
    phones,
    delivery,
    closing,
    webFolder: parts.webFolder,
  })
  const demoLinks = config.demo ? await prepareDemo(ground, composition) : []
  const setup = await composition.links.makeSetupLink()
  return {
    origin,
    port,
    setupPath: setup === null ? null : `/setup#${setup}`,
    demoLinks,
    stop: () => closing.run(),
  }
}

async function startFeatures({ features }: Composition, closing: Closing): Promise<void> {
  for (const feature of features) {
    closing.add(() => feature.stop?.())
    await feature.start?.()
  }
}
