import { EngineState } from '@tacet/protocol/conference'
import { z } from 'zod/mini'

/**
 * What the supervisor and the server say to each other over Node's IPC channel. Secrets travel here and nowhere else:
 * in memory from one process to the other.
 */

const Port = z.int().check(z.gte(1), z.lte(65_535))

/** One running process of the conference engine. A restarted one is another instance. */
export const EngineInstance = z.object({
  id: z.string(),
  /** On 127.0.0.1: rooms, tokens, signalling. */
  signalPort: Port,
  /** On the node's address: TURN and STUN over UDP. */
  turnPort: Port,
  nodeIp: z.string(),
  /** Takes no new conferences and no new TURN credentials; it ends when its last use is over. */
  draining: z.boolean(),
})
export type EngineInstance = z.infer<typeof EngineInstance>

/** Name and secret that engine and server share: signs join tokens and TURN credentials. Drawn at every start. */
export const EngineKey = z.object({ name: z.string(), secret: z.string().check(z.minLength(32)) })
export type EngineKey = z.infer<typeof EngineKey>

export const ToServer = z.discriminatedUnion('t', [
  /** First of all, and once. */
  z.object({ t: z.literal('key'), key: EngineKey }),
  z.object({ t: z.literal('engine'), engine: EngineState }),
  /** All that run and are ready; one that is missing is gone. */
  z.object({ t: z.literal('instances'), instances: z.array(EngineInstance) }),
  /** Process groups that must not outlive the supervisor: engines and their build. */
  z.object({ t: z.literal('wards'), groups: z.array(z.int().check(z.gte(2))) }),
])
export type ToServer = z.infer<typeof ToServer>

/** A page with a one-time secret in its fragment, such as `/setup#…`. */
const path = z.string().check(z.regex(/^\/\w+#[\w-]+$/))

export const ToSupervisor = z.discriminatedUnion('t', [
  /** The doors are open. Printed for the operator, who has no other way to learn of the links. */
  z.object({
    t: z.literal('listening'),
    origin: z.string(),
    /** Page that sets the server up; null once that is done. */
    setupPath: z.nullable(path),
    demoLinks: z.array(z.object({ name: z.string(), path })),
  }),
  /** Somebody is about to use an engine: have one ready. */
  z.object({ t: z.literal('want-engine') }),
  /** How many sockets, conferences and TURN credentials use each instance now. Those that are missing have none. */
  z.object({ t: z.literal('uses'), uses: z.record(z.string(), z.int().check(z.nonnegative())) }),
])
export type ToSupervisor = z.infer<typeof ToSupervisor>
export type ToSupervisorOf<T extends ToSupervisor['t']> = Extract<ToSupervisor, { t: T }>
