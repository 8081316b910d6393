import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const STUB = join(import.meta.dirname, 'testing/stubSupervisor.ts')
const PATIENCE = { timeout: 20_000, interval: 50 }

/** Children of a process, from what the kernel tells of all of them. */
function childrenOf(parent: number | undefined): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        // The name in brackets may hold anything; the parent is the second field after it.
        const ppid = readFileSync(`/proc/${name}/stat`, 'utf8')
          .replace(/^.*\) \S /s, '')
          .split(' ')[0]
        if (Number(ppid) !== parent) return []
        return [{ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, 'utf8') }]
      } catch {
        return []
      }
    })
}

const runs = (pid: number) =>
  existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))

describe('the supervisor with a real engine', { timeout: 30_000 }, () => {
  let supervisor: ChildProcess
  let known: number[]

  const server = () => childrenOf(supervisor.pid).find(({ command }) => command.includes('stubServer'))?.pid
  const engine = () =>
    childrenOf(supervisor.pid).find(({ command }) => /livekit-server|engine/.test(command))?.pid

  beforeEach(async () => {
    supervisor = fork(STUB, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] })
    await vi.waitFor(() => expect([server(), engine()]).not.toContain(undefined), PATIENCE)
    known = [supervisor.pid, server(), engine()].flatMap(pid => pid ?? [])
    expect(known).toHaveLength(3)
  }, 30_000)
  afterEach(async () => {
    for (const pid of known) if (runs(pid)) process.kill(pid, 'SIGKILL')
  })

  const nothingRuns = () => vi.waitFor(() => expect(known.filter(runs)).toEqual([]), PATIENCE)

  it('[CONF-13] starts another engine within a second when one is killed', async () => {
    const [, ownServer, first] = known
    process.kill(first ?? 0, 'SIGKILL')
    const other = () => expect(engine() ?? first).not.toBe(first)
    await vi.waitFor(other, { timeout: 1_000, interval: 20 })
    expect(server()).toBe(ownServer)
    known.push(engine() ?? 0)
    supervisor.disconnect()
    await nothingRuns()
  })

  it('[CONF-16] starts another server when that is killed, and leaves the engine alone', async () => {
    const [, first, ownEngine] = known
    process.kill(first ?? 0, 'SIGKILL')
    await vi.waitFor(() => expect(server() ?? first).not.toBe(first), PATIENCE)
    expect(engine()).toBe(ownEngine)
    known.push(server() ?? 0)
    supervisor.disconnect()
    await nothingRuns()
  })

  it('leaves nothing behind when its launcher is gone', async () => {
    supervisor.disconnect()
    await nothingRuns()
  })

  it('leaves nothing behind when it is asked to end', async () => {
    supervisor.kill('SIGTERM')
    await nothingRuns()
  })

  it('leaves nothing behind when it is killed', async () => {
    supervisor.kill('SIGKILL')
    await nothingRuns()
  })
})
