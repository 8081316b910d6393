/** The Redis that the tests may fill and empty; `database` keeps suites apart that run at the same time. */
export function testRedisUrl(database: number): string {
  const url = process.env['TACET_TEST_REDIS_URL']
  if (!url) {
    throw new Error(
      'TACET_TEST_REDIS_URL is not set: run the tests by `npm test`, which starts Redis, or name a server of your own.',
    )
  }
  return `${url.replace(/\/\d*$/, '')}/${database}`
}
