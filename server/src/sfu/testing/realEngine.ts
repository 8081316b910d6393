import { findEngine } from '../../supervisor/engineBinary.ts'
import { type EnginePorts, pickPorts } from '../../supervisor/enginePorts.ts'
import { type EngineProcess, startEngine } from '../../supervisor/engineProcess.ts'
import type { Engine, Engines } from '../ports.ts'

export interface RealEngine {
  readonly engines: Engines
  readonly ports: EnginePorts
  readonly process: EngineProcess
}

const KEY = { name: 'relay', secret: 'a secret of the tests, 32 bytes or more' }

/** A real engine on loopback, for tests. Whoever starts it stops its process. */
export async function startRealEngine(nodeIp = '127.0.0.1'): Promise<RealEngine> {
  const binary = await findEngine(process.env['TACET_SFU_BIN'] || null, process.env)
  if (!binary) {
    throw new Error(
      'These tests need the conference engine: run npm start once until it is built, or set TACET_SFU_BIN.',
    )
  }
  const ports = await pickPorts([])
  if (!ports) throw new Error('no ports')
  const running = await startEngine({ binary, ports, nodeIp, key: KEY, report: () => undefined })
  const engine: Engine = {
    id: `engine-${running.pid}`,
    signalPort: ports.signal,
    turnPort: ports.turn,
    nodeIp,
  }
  return { engines: onlyEngine(engine), ports, process: running }
}

function onlyEngine(engine: Engine): Engines {
  return {
    state: { state: 'ready' },
    key: KEY,
    onChange: () => () => undefined,
    all: () => [engine],
    find: id => (id === engine.id ? engine : null),
    forNewUse: async () => engine,
    hold: () => () => undefined,
  }
}
