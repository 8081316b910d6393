import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { promisify } from 'node:util'

/** The one version whose behaviour is known; also in engine/go.mod. */
export const ENGINE_VERSION = '1.13.5'
export const ENGINE_FOLDER = join(import.meta.dirname, '../../../engine')

/** Where a built engine lies: a fresh clone with the same locked sources finds it again. */
export function cachedEngine(env: NodeJS.ProcessEnv): string {
  const hash = createHash('sha256')
  for (const name of ['go.mod', 'go.sum']) hash.update(readFileSync(join(ENGINE_FOLDER, name)))
  const cache = env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
  const build = `${hash.digest('hex').slice(0, 32)}-${process.platform}-${process.arch}`
  return join(cache, 'tacet/engine', build, 'livekit-server')
}

/**
 * Path of an engine that is there already, null when one has to be built: the operator's own, an earlier build, one
 * of exactly this version on PATH. Throws when the operator's own can't be run.
 */
export async function findEngine(own: string | null, env: NodeJS.ProcessEnv): Promise<string | null> {
  if (own !== null) {
    const path = resolve(own)
    if (!isExecutable(path)) throw new EngineMissing(path)
    return path
  }
  const cached = cachedEngine(env)
  if (existsSync(cached)) return cached
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const candidate = join(folder, 'livekit-server')
    if (folder && isExecutable(candidate) && (await versionOf(candidate)) === ENGINE_VERSION) return candidate
  }
  return null
}

/** TACET_SFU_BIN names nothing that can be run. */
export class EngineMissing extends Error {
  constructor(path: string) {
    super(`TACET_SFU_BIN names ${path}, which can't be run. Correct it or leave it out.`)
    this.name = 'EngineMissing'
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function versionOf(binary: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(binary, ['--version'], { timeout: 5_000 })
    return stdout.match(/\d+\.\d+\.\d+/)?.[0] ?? null
  } catch {
    return null
  }
}
