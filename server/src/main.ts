import { ConfigError, parseConfig } from './config.ts'
import { createLog } from './log.ts'
import { StartError } from './StartError.ts'
import { type RunningServer, startServer } from './server.ts'

/** What the parent hears: the supervisor prints the links for the operator. */
type Report =
  | { t: 'listening'; origin: string }
  | { t: 'setup-link'; path: string }
  | { t: 'demo-links'; links: RunningServer['demoLinks'] }

function report(message: Report): void {
  if (process.send) process.send(message)
  else process.stdout.write(`${sentence(message)}\n`)
}

function sentence(message: Report): string {
  switch (message.t) {
    case 'listening':
      return `Tacet answers at ${message.origin}`
    case 'setup-link':
      return `Set it up, once: ${message.path}`
    case 'demo-links':
      return message.links.map(({ name, path }) => `${name}, once: ${path}`).join('\n')
  }
}

function fail(error: unknown): never {
  if (!(error instanceof ConfigError || error instanceof StartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}

async function main(): Promise<void> {
  const log = createLog(process.stdout, { strict: false })
  const server = await startServer(parseConfig(process.env), { log }).catch(fail)

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

  report({ t: 'listening', origin: server.origin })
  if (server.setupPath !== null) report({ t: 'setup-link', path: server.setupPath })
  if (server.demoLinks.length > 0) report({ t: 'demo-links', links: server.demoLinks })
}

await main()
