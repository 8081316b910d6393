import { buildEngine, NoEngine } from '../../server/src/supervisor/buildEngine.ts'
import { cachedEngine, findEngine } from '../../server/src/supervisor/engineBinary.ts'
import { Problem, say } from '../run.mjs'

/** Progress is told in steps of so many percent. */
const STEP = 20

/**
 * Path of the conference engine, found as the product itself finds it, else built from its locked sources: minutes on
 * a bare machine, so it is worth starting early. `signal` ends the build.
 */
export async function prepareEngine(signal: AbortSignal): Promise<string> {
  const found = await findEngine(process.env['TACET_SFU_BIN'] || null, process.env)
  if (found) return found
  const target = cachedEngine(process.env)
  let told = -STEP
  const progress = (percent: number) => {
    if (percent < told + STEP) return
    told = percent - (percent % STEP)
    say(`(building the conference engine beside it: ${told} %)`)
  }
  try {
    await buildEngine({ target, env: process.env, progress, working: () => undefined, signal })
  } catch (error) {
    if (error instanceof NoEngine) throw new Problem(error.message)
    throw error
  }
  return target
}
