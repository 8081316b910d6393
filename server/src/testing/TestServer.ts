import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { parseConfig } from '../config.ts'
import { ManualClock } from '../fakes/ManualClock.ts'
import { createLog } from '../log.ts'
import { type RunningServer, startServer } from '../server.ts'
import type { Engines } from '../sfu/ports.ts'
import { makeTestSchema } from '../storage/testDatabases.ts'
import { Visitor } from './Visitor.ts'

export interface TestServerOptions {
  readonly database?: 'SQLite' | 'PostgreSQL'
  readonly env?: Readonly<Record<string, string>>
  readonly webFolder?: string
  readonly engines?: Engines
  readonly onStatement?: (statement: string) => void
}

/** The whole server in this process, on a port of its own, with a clock that stands still. */
export class TestServer {
  readonly clock: ManualClock
  readonly origin: string
  /** Host and port where it can be reached from here. */
  readonly host: string
  readonly setupPath: string | null
  readonly demoLinks: RunningServer['demoLinks']
  readonly dataFolder: string
  readonly #running: RunningServer
  readonly #lines: string[]
  readonly #drop: () => Promise<void>
  readonly #visitors = new Set<Visitor>()

  private constructor(
    running: RunningServer,
    parts: { clock: ManualClock; lines: string[]; dataFolder: string; drop: () => Promise<void> },
  ) {
    this.#running = running
    this.origin = running.origin
    this.host = `127.0.0.1:${running.port}`
    this.setupPath = running.setupPath
    this.demoLinks = running.demoLinks
    this.clock = parts.clock
    this.dataFolder = parts.dataFolder
    this.#lines = parts.lines
    this.#drop = parts.drop
  }

  static async start({
    database = 'SQLite',
    env = {},
    webFolder,
    engines,
    onStatement,
  }: TestServerOptions = {}): Promise<TestServer> {
    const dataFolder = mkdtempSync(join(tmpdir(), 'tacet-test-'))
    const schema = database === 'PostgreSQL' ? await makeTestSchema() : null
    const config = parseConfig({
      TACET_PORT: '0',
      TACET_DATA: dataFolder,
      ...(schema ? { DATABASE_URL: schema.url } : {}),
      ...env,
    })
    const clock = new ManualClock()
    const lines: string[] = []
    const output = new PassThrough().on('data', chunk => lines.push(String(chunk)))
    const log = createLog(output, { strict: true })
    const running = await startServer(config, {
      log,
      clock,
      ...(webFolder ? { webFolder } : {}),
      ...(engines ? { engines } : {}),
      ...(onStatement ? { onStatement } : {}),
    })
    const drop = async () => {
      await schema?.drop()
      rmSync(dataFolder, { recursive: true, force: true })
    }
    return new TestServer(running, { clock, lines, dataFolder, drop })
  }

  /** Everything that was logged so far, one JSON text a line. */
  get log(): string {
    return this.#lines.join('')
  }

  /** A browser without any cookie. */
  visitor(origin = this.origin): Visitor {
    const visitor = new Visitor(`http://${this.host}`, origin)
    this.#visitors.add(visitor)
    return visitor
  }

  async stop(): Promise<void> {
    for (const visitor of this.#visitors) visitor.leave()
    await this.#running.stop()
    await this.#drop()
  }
}
