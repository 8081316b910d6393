import { type Attempts, waitBeforeCall, withAttempt } from '@tacet/domain/call/coolDown'
import { CALL_23_WINDOW } from '@tacet/domain/call/timers'
import type { PersonId } from '@tacet/protocol/ids'
import type { Clock } from '../clock.ts'
import { KEEP, type LiveStore, liveFamily } from '../live/ports.ts'

/** `dnd`: the caller is told (CALL-11) · `blocked`: the caller is told nothing (CALL-23) */
export type Stance = 'open' | 'dnd' | 'blocked'

/** What the people of a call want of each other before anything rings. */
export interface Etiquette {
  /** Counts a call. Milliseconds until it may be made, 0 where it may now (CALL-23). */
  attempt(caller: PersonId, callee: PersonId): Promise<number>
  /** The two talk to each other: earlier attempts of both count no more. */
  answered(caller: PersonId, callee: PersonId): Promise<void>
  /** `blocked`: the callee has blocked the caller. */
  stanceOf(callee: PersonId, blocked: boolean): Promise<Stance>
}

export interface EtiquetteParts {
  readonly live: LiveStore
  readonly clock: Clock
  readonly refusesCalls: (person: PersonId) => Promise<boolean>
}

/** Attempts of one person to reach another; ten minutes after the last nothing is left of them. */
const attempts = liveFamily<Attempts>('call-attempts')
const between = (caller: PersonId, callee: PersonId) => attempts(`${caller}.${callee}`)

export function etiquette({ live, clock, refusesCalls }: EtiquetteParts): Etiquette {
  return {
    async attempt(caller, callee) {
      let wait = 0
      await live.change(between(caller, callee), CALL_23_WINDOW, known => {
        const now = clock.now()
        wait = waitBeforeCall(known ?? [], now)
        return wait > 0 ? KEEP : withAttempt(known ?? [], now)
      })
      return wait
    },

    async answered(caller, callee) {
      await live.change(between(caller, callee), CALL_23_WINDOW, () => null)
      await live.change(between(callee, caller), CALL_23_WINDOW, () => null)
    },

    async stanceOf(callee, blocked) {
      // Both are known, whatever the one says: nobody learns from the time it takes (SEC-14). Who wants no call at all
      // says so to everybody: silence would tell the caller that they are blocked.
      const dnd = await refusesCalls(callee)
      return dnd ? 'dnd' : blocked ? 'blocked' : 'open'
    },
  }
}
