import { Redis } from 'ioredis'
import { makeTestSchema } from '../storage/testDatabases.ts'
import { TestServer, type TestServerOptions } from './TestServer.ts'
import { testRedisUrl } from './testRedis.ts'

/** Two servers behind one address, with one PostgreSQL and one Redis. */
export class TwoNodes {
  readonly one: TestServer
  readonly two: TestServer
  /** What they share, for whoever has to look. */
  readonly redis: Redis
  readonly #drop: () => Promise<void>

  private constructor(one: TestServer, two: TestServer, redis: Redis, drop: () => Promise<void>) {
    this.one = one
    this.two = two
    this.redis = redis
    this.#drop = drop
  }

  /** `redisDatabase`: a number of its own for each file of tests. */
  static async start(
    redisDatabase: number,
    options: Pick<TestServerOptions, 'engines'> = {},
  ): Promise<TwoNodes> {
    const schema = await makeTestSchema()
    const env = {
      DATABASE_URL: schema.url,
      REDIS_URL: testRedisUrl(redisDatabase),
      TACET_ORIGIN: 'https://tacet.example.org',
    }
    const redis = new Redis(env.REDIS_URL)
    await redis.flushdb()
    const one = await TestServer.start({ ...options, env })
    const two = await TestServer.start({ ...options, env })
    return new TwoNodes(one, two, redis, schema.drop)
  }

  async stop(): Promise<void> {
    await this.one.stop()
    await this.two.stop()
    await this.redis.flushdb()
    this.redis.disconnect()
    await this.#drop()
  }
}
