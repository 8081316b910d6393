import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { Problem } from '../run.mjs'
import type { Machine } from './machine.ts'

/** A server that the tests started and must end. */
export interface Service {
  readonly url: string
  end(): Promise<void>
}

/** Milliseconds. A service of an idle machine is ready in a tenth of it. */
const READY_WITHIN = 60_000

interface User {
  readonly uid: number
  readonly gid: number
}

export function freePort(): Promise<number> {
  return new Promise((settle, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => settle(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** PostgreSQL refuses to run as root: then it runs as its own user, or as the one with no rights at all. */
function findServant(): User {
  const self = userInfo()
  if (self.uid !== 0) return self
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map(flag => spawnSync('id', [flag, name], { encoding: 'utf8' }))
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  throw new Problem('PostgreSQL needs a user other than root, and there is neither "postgres" nor "nobody".')
}

const ended = (child: ChildProcess) =>
  new Promise<void>(settle => {
    if (child.exitCode !== null || child.signalCode !== null) settle()
    else child.once('exit', () => settle())
  })

/** Starts a server in a session of its own, so that Ctrl-C reaches it through us and in our order. */
async function startServer(
  command: string,
  args: readonly string[],
  { ready, ...user }: { ready: RegExp } & Partial<User>,
): Promise<ChildProcess> {
  const child = spawn(command, args, { ...user, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  await new Promise<void>((settle, fail) => {
    const giveUp = () => fail(new Problem(`${command} did not start:\n${said}`))
    const timer = setTimeout(giveUp, READY_WITHIN)
    const done = () => clearTimeout(timer)
    const listen = (text: string) => {
      said += text
      if (!ready.test(said)) return
      done()
      settle()
    }
    child.stdout.setEncoding('utf8').on('data', listen)
    child.stderr.setEncoding('utf8').on('data', listen)
    child.once('error', giveUp).once('exit', giveUp).once('exit', done)
  })
  return child
}

function stopWith(child: ChildProcess, signal: NodeJS.Signals, folder: string) {
  return async () => {
    child.kill(signal)
    await ended(child)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Starts an empty PostgreSQL of our own on a free port of this machine. Nothing of it outlives `end()`. */
export async function startPostgres({ postgres }: Machine): Promise<Service> {
  const user = findServant()
  const folder = mkdtempSync(join(tmpdir(), 'tacet-postgres-'))
  chownSync(folder, user.uid, user.gid)
  const init = spawnSync(
    join(postgres, 'initdb'),
    ['-D', join(folder, 'data'), '-U', 'tacet', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { uid: user.uid, gid: user.gid, cwd: folder, encoding: 'utf8' },
  )
  if (init.status !== 0) throw new Problem(`PostgreSQL could not make a database:\n${init.stderr}`)
  const port = await freePort()
  const child = await startServer(
    join(postgres, 'postgres'),
    [
      ...['-D', join(folder, 'data'), '-p', String(port), '-k', folder],
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-c', 'max_connections=200'],
    ],
    { ready: /ready to accept connections/, uid: user.uid, gid: user.gid },
  )
  return { url: `postgres://tacet@127.0.0.1:${port}/postgres`, end: stopWith(child, 'SIGINT', folder) }
}

/** Starts an empty Redis of our own on a free port of this machine. It writes nothing to any disk. */
export async function startRedis({ redis }: Machine): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-redis-'))
  const port = await freePort()
  const child = await startServer(
    redis,
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
    { ready: /Ready to accept connections/ },
  )
  return { url: `redis://127.0.0.1:${port}`, end: stopWith(child, 'SIGTERM', folder) }
}
