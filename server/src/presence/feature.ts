import type { ConversationId, PersonId } from '@tacet/protocol/ids'
import type { Clock } from '../clock.ts'
import type { Feature } from '../feature.ts'
import { failureOf } from '../http/failures.ts'
import type { Log } from '../log.ts'
import type { PresenceBoard } from './PresenceBoard.ts'
import { presencePolicy } from './policy.ts'
import type { Statuses } from './Statuses.ts'

export interface PresenceFeatureParts {
  readonly board: PresenceBoard
  readonly statuses: Statuses
  readonly membersOf: (conversation: ConversationId) => Promise<readonly PersonId[]>
  readonly clock: Clock
  readonly log: Log
}

/** How late the end of a status may be told. */
export const STATUS_TICK_MS = 5_000

export function presenceFeature({ board, statuses, membersOf, clock, log }: PresenceFeatureParts): Feature {
  let stopTicking = (): void => undefined
  return {
    name: 'presence',
    devices: board,
    handlers: {
      'presence-status': {
        policy: presencePolicy.own,
        handle: async ({ account }, { wish, message, lasts }) => {
          const until = lasts === null ? null : clock.now() + lasts
          await board.setStatus(account.id, { wish, message, until })
          return {}
        },
      },
      'presence-idle': {
        policy: presencePolicy.own,
        handle: async ({ account, device }, { idle }) => {
          await board.setIdle(account.id, device, idle)
          return {}
        },
      },
    },
    welcome: async account => ({
      presence: await board.aroundMe(account.id),
      status: await statuses.find(account.id),
    }),
    membersCame: async (conversation, newcomers) => board.introduce(newcomers, await membersOf(conversation)),
    async start() {
      stopTicking = clock.every(
        STATUS_TICK_MS,
        () => void board.endStatuses().catch(error => failureOf(error, log)),
      )
    },
    async stop() {
      stopTicking()
    },
  }
}
