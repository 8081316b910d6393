import type { Clock } from '../clock.ts'
import type { Feature } from '../feature.ts'
import { failureOf } from '../http/failures.ts'
import type { Log } from '../log.ts'
import { type AccountRoutesParts, accountRoutes } from './routes.ts'

const TIDY_EVERY_MS = 6 * 60 * 60 * 1_000

export function accountFeature(parts: AccountRoutesParts & { clock: Clock; log: Log }): Feature {
  const { sessions, links, settings, clock, log } = parts
  const tidy = async () => {
    await sessions.deleteExpired()
    await links.deleteExpired()
  }
  let stopTidying = (): void => undefined
  return {
    name: 'account',
    routes: accountRoutes(parts),
    welcome: async account => ({ me: account, settings: await settings.of(account.id) }),
    async start() {
      await tidy()
      stopTidying = clock.every(TIDY_EVERY_MS, () => void tidy().catch(error => failureOf(error, log)))
    },
    async stop() {
      stopTidying()
    },
  }
}
