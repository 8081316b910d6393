import { CallRowId } from '@tacet/protocol/ids'
import { z } from 'zod/mini'
import type { Clock } from '../clock.ts'
import type { Feature } from '../feature.ts'
import { failureOf } from '../http/failures.ts'
import { route } from '../http/route.ts'
import type { Log } from '../log.ts'
import type { History } from './History.ts'
import { historyPolicy } from './policy.ts'

export const SWEEP_EVERY_MS = 60 * 60 * 1_000

export function historyFeature(history: History, { clock, log }: { clock: Clock; log: Log }): Feature {
  let stopSweeping = (): void => undefined
  return {
    name: 'history',
    routes: [
      route({
        method: 'GET',
        path: '/api/calls/:id',
        policy: historyPolicy.read,
        params: z.object({ id: CallRowId }),
        handle: ({ session, params }) => history.stored(session.account.id, params.id),
      }),
    ],
    async start() {
      await history.sweep()
      stopSweeping = clock.every(
        SWEEP_EVERY_MS,
        () => void history.sweep().catch(error => failureOf(error, log)),
      )
    },
    async stop() {
      stopSweeping()
    },
  }
}
