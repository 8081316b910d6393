import { ConfigError, parseConfig } from './config.ts'
import { createLog } from './log.ts'
import { StartError } from './StartError.ts'
import { type RunningServer, startServer } from './server.ts'
import type { ToSupervisor } from './supervisor/messages.ts'

/** Says where we are: to the supervisor, or to the terminal of whoever runs this file by hand. */
function report({ origin, setupPath, demoLinks }: RunningServer): void {
  if (process.send) {
    const message: ToSupervisor = { t: 'listening', origin, setupPath, demoLinks: [...demoLinks] }
    process.send(message)
    return
  }
  const paths = [...(setupPath === null ? [] : [setupPath]), ...demoLinks.map(({ path }) => path)]
  process.stdout.write(`${[origin, ...paths.map(path => `${origin}${path}`)].join('\n')}\n`)
}

function fail(error: unknown): never {
  if (!(error instanceof ConfigError || error instanceof StartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}

async function begin(): Promise<RunningServer> {
  return startServer(parseConfig(process.env), { log: createLog(process.stdout, { strict: false }) })
}

async function main(): Promise<void> {
  const server = await begin().catch(fail)

  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    server.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // A supervisor that died can't stop us any more.
  process.on('disconnect', stop)

  report(server)
}

await main()
