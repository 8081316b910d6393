import { systemClock } from './clock.ts'
import { ConfigError, parseConfig } from './config.ts'
import { createLog } from './log.ts'
import { StartError } from './StartError.ts'
import { type RunningServer, startServer } from './server.ts'
import { noEngines } from './sfu/noEngines.ts'
import { SupervisedEngines } from './sfu/SupervisedEngines.ts'
import type { ToSupervisor } from './supervisor/messages.ts'
import { type Channel, SupervisorLink } from './supervisor/SupervisorLink.ts'

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

/** Ends a process group that must not outlive us. */
function endGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}

async function main(): Promise<void> {
  let stop: () => void = () => process.exit(0)
  // A supervisor that died can't stop us any more.
  const link = process.send
    ? new SupervisorLink(process as Channel, { endGroup, orphaned: () => stop() })
    : null
  // Whoever sits at a terminal wants to see what is wrong and no list of requests.
  const log = createLog(process.stdout, { strict: false, level: process.stdout.isTTY ? 'warn' : 'info' })
  const engines = link ? new SupervisedEngines(link, systemClock) : noEngines
  const begin = async () => startServer(parseConfig(process.env), { log, engines })
  const server = await begin().catch(fail)

  let stopping = false
  stop = () => {
    if (stopping) return
    stopping = true
    server.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', () => stop())
  process.on('SIGINT', () => stop())

  report(server)
}

await main()
