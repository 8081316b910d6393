import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { ENGINE_FOLDER } from './engineBinary.ts'

const PACKAGE = 'github.com/livekit/livekit-server/cmd/server'
const GO_FLOOR = [1, 26] as const

/** Share of the whole that each phase takes on two cores, in percent. */
const DOWNLOADED = 15
const COMPILED = 95

/** There will be no engine: one sentence with the way out. */
export class NoEngine extends Error {
  constructor(reason: string) {
    super(`Conferences are not available: ${reason} Everything else works.`)
    this.name = 'NoEngine'
  }
}

export interface EngineBuild {
  readonly target: string
  readonly env: NodeJS.ProcessEnv
  /** Whole percent, 0…99, never falling. */
  progress(percent: number): void
  /** Id of a process group that works for us now, null when it has ended. */
  working(group: number | null): void
  readonly signal: AbortSignal
}

/** Builds the engine from its locked sources into `target`. Throws NoEngine. */
export async function buildEngine(build: EngineBuild): Promise<void> {
  // Never fetch another toolchain: the one that is here, or a clear sentence.
  const go = new GoCommand(goEnvironment(build.env), build)
  await checkGo(go)
  build.progress(0)

  const sums = countLines(
    readFileSync(join(ENGINE_FOLDER, 'go.sum'), 'utf8').replaceAll(/^.*\/go\.mod .*$/gm, ''),
  )
  let downloads = 0
  const packages = countLines(
    await go.output(['list', '-deps', PACKAGE], line => {
      if (!line.startsWith('go: downloading')) return
      downloads += 1
      build.progress(Math.min(DOWNLOADED, Math.floor((DOWNLOADED * downloads) / sums)))
    }),
  )
  build.progress(DOWNLOADED)

  // Another start may build at the same time: both write files of their own, the last rename wins.
  const own = `${build.target}.${process.pid}`
  mkdirSync(dirname(build.target), { recursive: true })
  try {
    let compiled = 0
    await go.output(['build', '-v', '-trimpath', '-buildvcs=false', '-o', own, PACKAGE], line => {
      if (!/^[\w./-]+$/.test(line)) return
      compiled += 1
      const share = Math.min(1, compiled / packages)
      build.progress(Math.floor(DOWNLOADED + (COMPILED - DOWNLOADED) * share))
    })
    renameSync(own, build.target)
  } finally {
    rmSync(own, { force: true })
  }
}

async function checkGo(go: GoCommand): Promise<void> {
  const floor = GO_FLOOR.join('.')
  const answer = await go.output(['env', 'GOVERSION'])
  const [major = 0, minor = 0] = (answer.match(/\d+/g) ?? []).map(Number)
  if (major > GO_FLOOR[0] || (major === GO_FLOOR[0] && minor >= GO_FLOOR[1])) return
  throw new NoEngine(
    `their engine is built once with Go ${floor} or newer, and this machine has ${answer.trim()}; install a newer one from https://go.dev/dl and start again.`,
  )
}

/** With Go's usual place at the end of PATH: many install it there and tell only their login shell. */
const goEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...env,
  GOTOOLCHAIN: 'local',
  PATH: [env['PATH'], '/usr/local/go/bin'].filter(Boolean).join(delimiter),
})

const countLines = (text: string): number => text.split('\n').filter(line => line !== '').length

/** Runs `go` in the engine's folder, at low priority, in a process group of its own. */
class GoCommand {
  readonly #env: NodeJS.ProcessEnv
  readonly #build: Pick<EngineBuild, 'working' | 'signal'>

  constructor(env: NodeJS.ProcessEnv, build: Pick<EngineBuild, 'working' | 'signal'>) {
    this.#env = env
    this.#build = build
  }

  /** What it wrote to stdout. `hear` gets every line of stderr. */
  async output(args: readonly string[], hear: (line: string) => void = () => undefined): Promise<string> {
    const { signal, working } = this.#build
    signal.throwIfAborted()
    const child = spawn('nice', ['-n', '10', 'go', ...args], {
      cwd: ENGINE_FOLDER,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const abort = () => endGroup(child)
    signal.addEventListener('abort', abort)
    working(child.pid ?? null)
    let out = ''
    let last = ''
    child.stdout.setEncoding('utf8').on('data', chunk => {
      out += chunk
    })
    createInterface({ input: child.stderr }).on('line', line => {
      last = line
      hear(line)
    })
    try {
      const code = await new Promise<number | null>(resolve => {
        child.once('error', () => resolve(127))
        child.once('close', resolve)
      })
      signal.throwIfAborted()
      if (code === 0) return out
      throw new NoEngine(code === 127 ? NO_GO : `their engine could not be built (${last}).`)
    } finally {
      signal.removeEventListener('abort', abort)
      working(null)
    }
  }
}

const NO_GO = `their engine is built once with Go ${GO_FLOOR.join('.')} or newer, and there is none on this machine; install it from https://go.dev/dl or your system's packages and start again.`

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}
