import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { engineConfig } from './engineConfig.ts'
import { filterEngineOutput } from './engineOutput.ts'
import type { EnginePorts } from './enginePorts.ts'
import type { EngineKey } from './messages.ts'

/** One running engine, ready for use. */
export interface EngineProcess {
  /** Also the id of its process group. */
  readonly pid: number
  /** Resolves when it has ended, however that came. */
  readonly exited: Promise<void>
  /** Ends it: politely, then not. */
  stop(): Promise<void>
}

export interface EngineStart {
  readonly binary: string
  readonly ports: EnginePorts
  readonly nodeIp: string
  readonly key: EngineKey
  /** An error somewhere in the engine: file and line of its sources. */
  report(where: string): void
  /** It has a process id now, though it isn't ready yet. */
  spawned?(pid: number): void
}

const READY_WITHIN = 5_000
const READY_CHECK = 20
/** Asked to end, it waits for its participants forever. */
const POLITENESS = 300

/** Starts an engine and waits until it answers. Throws when it ends or stays silent instead. */
export async function startEngine(start: EngineStart): Promise<EngineProcess> {
  const { binary, ports, nodeIp, key } = start
  const child = spawn(binary, [], {
    // Nothing else of our environment: it may hold passwords of databases.
    env: {
      LIVEKIT_CONFIG: engineConfig(ports, nodeIp),
      LIVEKIT_KEYS: `${key.name}: ${key.secret}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let ended = false
  const exited = new Promise<void>(resolve => {
    const end = () => {
      ended = true
      resolve()
    }
    child.once('exit', end)
    child.once('error', end)
  })
  filterEngineOutput(child.stdout, start.report)
  filterEngineOutput(child.stderr, start.report)
  const stop = async () => {
    if (ended) return
    child.kill('SIGTERM')
    await Promise.race([exited, sleep(POLITENESS, undefined, { ref: false })])
    child.kill('SIGKILL')
    await exited
  }
  const { pid } = child
  if (pid !== undefined) start.spawned?.(pid)

  const deadline = performance.now() + READY_WITHIN
  while (!ended && performance.now() < deadline) {
    if (pid !== undefined && (await answers(ports.signal))) return { pid, exited, stop }
    await Promise.race([exited, sleep(READY_CHECK)])
  }
  await stop()
  throw new Error('the conference engine did not start')
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`)
    return response.ok
  } catch {
    return false
  }
}
