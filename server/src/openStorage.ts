import { accessSync, constants, mkdirSync } from 'node:fs'
import { Redis } from 'ioredis'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { memoryLiveStore } from './live/memory.ts'
import type { LiveStore } from './live/ports.ts'
import { redisLiveStore } from './live/redis.ts'
import { describeError, type Log } from './log.ts'
import type { Random } from './random.ts'
import { StartError } from './StartError.ts'
import { type Fanout, loneFanout } from './signaling/Fanout.ts'
import { redisFanout } from './signaling/redisFanout.ts'
import { type Database, type DatabaseOptions, openPostgres, openSqlite } from './storage/database.ts'

const REDIS_CONNECT_MS = 5_000

/** Opens the database that the configuration names. Throws a StartError that says what to do. */
export async function openDatabase(
  { databaseUrl, dataFolder }: Config,
  log: Log,
  options: Pick<DatabaseOptions, 'onStatement'> = {},
): Promise<Database> {
  if (databaseUrl !== null) {
    try {
      return await openPostgres(databaseUrl, {
        ...options,
        onBrokenConnection: error =>
          log.warn('a connection broke', { part: 'storage', ...describeError(error) }),
      })
    } catch (error) {
      throw new StartError(
        `The database of DATABASE_URL does not answer (${codeOf(error)}). Start PostgreSQL or correct DATABASE_URL.`,
      )
    }
  }
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StartError(
      `The data folder ${dataFolder} can't be written (${codeOf(error)}). Make it writable or set TACET_DATA to another folder.`,
    )
  }
  try {
    return await openSqlite(dataFolder, options)
  } catch (error) {
    throw new StartError(
      `The database in ${dataFolder} can't be opened (${codeOf(error)}). Check its permissions, or set TACET_DATA to another folder.`,
    )
  }
}

/** Live state and the line to the other nodes: in Redis where the configuration names one, else in this process. */
export async function openLive(
  { redisUrl }: Config,
  { clock, random, log }: { clock: Clock; random: Random; log: Log },
): Promise<{ live: LiveStore; fanout: Fanout }> {
  if (redisUrl === null) return { live: memoryLiveStore(clock), fanout: loneFanout }
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: REDIS_CONNECT_MS,
    maxRetriesPerRequest: 2,
  })
  // Without a listener the client prints errors, addresses included.
  let lastError: unknown
  redis.on('error', error => {
    lastError = error
    log.warn('the line broke', { part: 'live', ...describeError(error) })
  })
  try {
    await redis.connect()
    return { live: redisLiveStore(redis), fanout: redisFanout(redis, random) }
  } catch (error) {
    redis.disconnect()
    throw new StartError(
      `The live state of REDIS_URL does not answer (${codeOf(lastError ?? error)}). Start Redis or correct REDIS_URL.`,
    )
  }
}

function codeOf(error: unknown): string {
  const { code } = describeError(error)
  return String(code ?? (error instanceof Error ? error.name : 'unknown error'))
}
