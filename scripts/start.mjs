import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { node24 } from './node24.mjs'
import { installPackages } from './packages.mjs'
import { Problem, runMain, say } from './run.mjs'
import { buildWeb } from './web.mjs'

const SUPERVISOR = join(import.meta.dirname, '../server/src/supervisor/main.ts')

const HELP = `npm start -- [--demo] [--lan]

  --demo   an organization with Anna, Ben and Carla to try things out with, on this machine alone
  --lan    https with a certificate made on the spot, so that other computers in this network can call

Settings come from the environment: TACET_PORT, TACET_BIND, TACET_ORIGIN, TACET_DATA and more, see README.md.`

const FLAGS = new Set(['--demo', '--lan', '--help'])

/** How often we look whether npm, our parent, still lives. */
const PARENT_CHECK_MS = 1_000

await runMain(async () => {
  const flags = process.argv.slice(2)
  const unknown = flags.find(flag => !FLAGS.has(flag))
  if (unknown !== undefined) {
    throw new Problem(`Unknown option ${unknown}: there are --demo, --lan and --help.`, 2)
  }
  if (flags.includes('--help')) return say(HELP)

  const node = await node24()
  await installPackages(node)
  await buildWeb(node)
  await supervise(node, flags)
})

/**
 * Runs the supervisor until it ends. The channel between us is a lifeline: when this process ends, however it does,
 * the supervisor sees it close and ends everything.
 */
function supervise(node, flags) {
  return new Promise(resolve => {
    // No core dumps: they would put on disk what may live in memory only.
    const supervisor = spawn(
      '/bin/sh',
      ['-c', 'ulimit -c 0; exec "$@"', 'tacet', node, SUPERVISOR, ...flags],
      // In a group of its own, so that Ctrl-C reaches it only through us.
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true },
    )
    const stop = () => {
      if (supervisor.connected) supervisor.disconnect()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)

    // Killed with SIGKILL, npm can't tell us.
    const parent = process.ppid
    const watch = setInterval(() => {
      if (process.env.npm_lifecycle_event !== undefined && process.ppid !== parent) stop()
    }, PARENT_CHECK_MS)

    supervisor.on('exit', (code, signal) => {
      clearInterval(watch)
      if (signal) process.stderr.write(`Tacet's supervisor was ended by ${signal}: start again.\n`)
      process.exitCode = code ?? 1
      resolve(undefined)
    })
  })
}
