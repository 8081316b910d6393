import type { CallRow } from '@tacet/protocol/history'
import type { Feature } from '../feature.ts'
import type { LiveStore } from '../live/ports.ts'
import { Calls, type CallsDeps } from './Calls.ts'
import { LiveCalls } from './liveCalls.ts'
import { orphanRows } from './orphanRows.ts'
import { callPolicy } from './policy.ts'

export interface CallFeatureDeps extends Omit<CallsDeps, 'calls'> {
  live: LiveStore
  isDirect: (row: CallRow) => Promise<boolean>
  /** Takes work that nobody waits for, and logs its failure. */
  background: (work: Promise<void>) => void
}

const TICK = 1_000
const LOOK_FOR_ORPHANS = 5_000

/** Direct calls, as a part of the server. */
export function callFeature({ live, isDirect, ...deps }: CallFeatureDeps): Feature {
  const liveCalls = new LiveCalls(live)
  const calls = new Calls({ ...deps, calls: liveCalls })
  const endOrphans = orphanRows({
    ...deps,
    isOurs: isDirect,
    liveRows: async () => new Set((await liveCalls.all()).flatMap(({ row }) => row ?? [])),
  })
  const stops: (() => void)[] = []

  return {
    name: 'call',
    handlers: {
      'call-start': { policy: callPolicy.start, handle: (from, message) => calls.start(from, message) },
      'call-signal': { policy: callPolicy.take_part, handle: quiet((from, m) => calls.signal(from, m)) },
      'call-missing': { policy: callPolicy.take_part, handle: quiet((from, m) => calls.missing(from, m)) },
      'call-ringing': { policy: callPolicy.take_part, handle: quiet((from, m) => calls.ringing(from, m)) },
      'call-connected': {
        policy: callPolicy.take_part,
        handle: quiet((from, m) => calls.connected(from, m)),
      },
      'call-end': { policy: callPolicy.take_part, handle: quiet((from, m) => calls.end(from, m)) },
      'call-resume': { policy: callPolicy.take_part, handle: quiet((from, m) => calls.resume(from, m)) },
      'call-relay': { policy: callPolicy.take_part, handle: (from, message) => calls.relay(from, message) },
    },
    devices: calls,
    devicesChanged: person => calls.devicesChanged(person),
    memberGone: (conversation, person) => calls.endIn(conversation, person),
    async start() {
      stops.push(
        deps.clock.every(TICK, () => deps.background(calls.tick())),
        deps.clock.every(LOOK_FOR_ORPHANS, () => deps.background(endOrphans())),
      )
    },
    async stop() {
      for (const stop of stops.splice(0)) stop()
    },
  }
}

/** A handler whose acknowledgement carries nothing. */
function quiet<F, M>(handle: (from: F, message: M) => Promise<void>) {
  return async (from: F, message: M): Promise<Record<string, never>> => {
    await handle(from, message)
    return {}
  }
}
