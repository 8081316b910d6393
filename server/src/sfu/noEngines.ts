import { type Engines, EngineUnavailable } from './ports.ts'

/** A server without a supervisor has no engine: everything but conferences and relayed calls works. */
export const noEngines: Engines = {
  state: { state: 'absent' },
  get key(): never {
    throw new EngineUnavailable()
  },
  onChange: () => () => undefined,
  all: () => [],
  find: () => null,
  forNewUse: () => Promise.reject(new EngineUnavailable()),
  hold: () => () => undefined,
}
