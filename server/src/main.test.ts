import { type ChildProcess, fork, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const MAIN = join(import.meta.dirname, 'main.ts')

interface Listening {
  readonly t: string
  readonly origin: string
  readonly setupPath: string | null
  readonly demoLinks: readonly { name: string; path: string }[]
}

/** The real process, as the supervisor or an operator starts it. */
describe('the server’s process', { timeout: 30_000 }, () => {
  let folder: string
  const children = new Set<ChildProcess>()

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tacet-main-'))
  })
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL')
    children.clear()
    chmodSync(folder, 0o700)
    rmSync(folder, { recursive: true })
  })

  const envWith = (env: Record<string, string>) => ({
    PATH: process.env['PATH'],
    TACET_PORT: '0',
    TACET_DATA: join(folder, 'data'),
    ...env,
  })

  const startWithParent = async (env: Record<string, string> = {}) => {
    const child = fork(MAIN, { env: envWith(env), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    children.add(child)
    const listening = await new Promise<Listening>((resolve, reject) => {
      child.on('message', message => {
        if ((message as Listening).t === 'listening') resolve(message as Listening)
      })
      child.once('exit', code => reject(new Error(`ended with ${code}`)))
    })
    return { child, listening }
  }

  const exitOf = (child: ChildProcess) => new Promise<number | null>(resolve => child.once('exit', resolve))

  /** Starts it by hand and waits for its end. */
  const run = async (env: Record<string, string>, uid?: number) => {
    const child = spawn(process.execPath, [MAIN], {
      env: envWith(env),
      ...(uid === undefined ? {} : { uid }),
    })
    children.add(child)
    let errors = ''
    child.stderr.on('data', chunk => {
      errors += chunk
    })
    const code = await exitOf(child)
    return { code, errors }
  }

  it('tells its parent where it answers, and a new setup link at every start', async () => {
    const first = await startWithParent()
    expect(first.listening).toMatchObject({
      t: 'listening',
      origin: expect.stringMatching(/^http:\/\/localhost:\d+$/),
    })
    expect(first.listening.setupPath).toMatch(/^\/setup#[\w-]{43}$/)
    expect((await fetch(`${first.listening.origin}/api/health`)).status).toBe(200)
    first.child.kill('SIGTERM')
    expect(await exitOf(first.child)).toBe(0)

    const second = await startWithParent()
    expect(second.listening.setupPath).not.toBe(first.listening.setupPath)
    second.child.kill('SIGINT')
    expect(await exitOf(second.child)).toBe(0)
  })

  it('ends when its parent has gone', async () => {
    const { child } = await startWithParent()
    child.disconnect()
    expect(await exitOf(child)).toBe(0)
  })

  it('makes demo links, new at every start, for one use', async () => {
    const { child, listening } = await startWithParent({ TACET_DEMO: '1' })
    expect(listening.setupPath).toBeNull()
    expect(listening.demoLinks.map(({ name }) => name)).toEqual(['Anna Keller', 'Ben Aydın', 'Carla Moretti'])
    const secret = listening.demoLinks[1]?.path.split('#')[1]
    const enter = (origin: string, to = origin) =>
      fetch(`${to}/api/demo`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: JSON.stringify({ secret }),
      })
    const ben = listening.origin.replace('localhost', 'ben.localhost')
    const entered = await enter(ben, listening.origin)
    expect(await entered.json()).toMatchObject({
      me: { name: 'Ben Aydın' },
      organization: { name: 'Kanzlei Nord' },
    })
    expect((await enter(listening.origin)).status).toBe(410)
    child.kill('SIGTERM')
    await exitOf(child)
    const again = await startWithParent({ TACET_DEMO: '1' })
    expect(again.listening.demoLinks).toHaveLength(3)
    expect(again.listening.demoLinks[0]?.path).not.toBe(listening.demoLinks[0]?.path)
  })

  it('says in one sentence that a variable is wrong', async () => {
    expect(await run({ TACET_PORT: 'many' })).toEqual({
      code: 1,
      errors: 'TACET_PORT must be a number from 0 to 65535, such as 8080. Correct it or leave it out.\n',
    })
  })

  it('says in one sentence that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => other.once('listening', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { code, errors } = await run({ TACET_PORT: String(port) })
    other.close()
    expect(errors).toBe(
      `Port ${port} on 127.0.0.1 is taken. Stop the other program, or set TACET_PORT to another port.\n`,
    )
    expect(code).toBe(1)
  })

  it('says in one sentence that its data folder can’t be written', async () => {
    chmodSync(folder, 0o500)
    // Root may write everywhere: then it is started as nobody.
    const { code, errors } = await run({}, process.getuid?.() === 0 ? 65_534 : undefined)
    expect(errors).toBe(
      `The data folder ${join(folder, 'data')} can't be written (EACCES). Make it writable or set TACET_DATA to another folder.\n`,
    )
    expect(code).toBe(1)
  })

  it('says in one sentence that PostgreSQL or Redis does not answer', async () => {
    const database = await run({ DATABASE_URL: 'postgres://user:secret@127.0.0.1:1/db' })
    expect(database).toEqual({
      code: 1,
      errors:
        'The database of DATABASE_URL does not answer (ECONNREFUSED). Start PostgreSQL or correct DATABASE_URL.\n',
    })
    const live = await run({ REDIS_URL: 'redis://:secret@127.0.0.1:1' })
    expect(live).toEqual({
      code: 1,
      errors:
        'The live state of REDIS_URL does not answer (ECONNREFUSED). Start Redis or correct REDIS_URL.\n',
    })
  })

  it('keeps its folder to itself', async () => {
    const { child } = await startWithParent()
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700)
    expect(readdirSync(join(folder, 'data')).every(name => name.startsWith('tacet.sqlite'))).toBe(true)
    child.kill('SIGTERM')
    await exitOf(child)
    expect(readdirSync(join(folder, 'data'))).toEqual(['tacet.sqlite'])
  })
})
