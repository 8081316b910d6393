import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'

const SOURCES = import.meta.dirname
const PROGRAM = join(SOURCES, '../../.cache/lab/lab')
/** As the program names the network card of a site. */
const CARD = 'eth9'
/** The last number of the address that a site has at first. */
const FIRST_HOST = 2

/** Milliseconds one way. */
export interface Delays {
  /** Between the server and any browser. */
  readonly server: number
  /** From browser to browser. */
  readonly direct: number
}

/** Where browsers stand. */
const SITES = ['anna', 'ben', 'carla', 'david'] as const
export type SiteName = (typeof SITES)[number]

/** The place of somebody of this name. */
export function siteOf(name: string): SiteName {
  const site = SITES.find(one => one === name.toLowerCase())
  if (!site) throw new Error(`there is no place for ${name} in the lab`)
  return site
}

/** How the line of a site is; what is left out is as good as can be. */
export interface Line {
  /** Share (0…1) of the packets it sends that nobody gets. */
  readonly loss?: number
  /** What it can send, in bits a second. */
  readonly rate?: number
  /** Nothing comes in or goes out. */
  readonly cut?: boolean
}

/** Where a browser runs: its namespace, and by which address it knows `localhost`. */
export interface Place {
  readonly namespace: string
  readonly server: string
}

function buildProgram(): void {
  mkdirSync(join(PROGRAM, '..'), { recursive: true })
  execFileSync('go', ['build', '-o', PROGRAM, '.'], {
    cwd: SOURCES,
    env: {
      ...process.env,
      GOTOOLCHAIN: 'local',
      CGO_ENABLED: '0',
      PATH: [process.env['PATH'], '/usr/local/go/bin'].filter(Boolean).join(delimiter),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/**
 * A net of namespaces (see main.go): the server's, which is the one this process lives in, and one for each
 * browser. Direct and relayed media and signalling all go through it. Everything of it goes with `close`, or when this
 * process dies. Lives only in a closed world (see world.sh).
 */
export class Lab {
  /** The server's address, as browsers reach it. */
  static readonly SERVER = '10.78.0.2'
  readonly #program: ChildProcess
  readonly #answers: Interface
  readonly #waiting: ((line: string) => void)[] = []
  #namespaces: Readonly<Record<string, string>> = {}
  readonly #hosts = new Map<SiteName, number>()

  private constructor({ server, direct }: Delays) {
    buildProgram()
    this.#program = spawn(PROGRAM, [`${server}`, `${direct}`, 'server', ...SITES], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const { stdout } = this.#program
    if (!stdout) throw new Error('the lab has no output')
    this.#answers = createInterface({ input: stdout })
    this.#answers.on('line', line => this.#waiting.shift()?.(line))
  }

  static async open(delays: Delays = { server: 0, direct: 0 }): Promise<Lab> {
    if (!process.env['TACET_WORLD']) throw new Error('the lab stands only in a closed world')
    const lab = new Lab(delays)
    const { namespaces } = JSON.parse(await lab.#answer()) as { namespaces: Record<string, string> }
    lab.#namespaces = namespaces
    return lab
  }

  place(site: SiteName): Place {
    return { namespace: this.#namespace(site), server: Lab.SERVER }
  }

  async setLine(site: SiteName, { loss = 0, rate = 0, cut = false }: Line): Promise<void> {
    await this.#command({ site, do: 'line', loss, rate, cut })
  }

  /** All packets of voice that reach the site from now on are noted. */
  async listen(site: SiteName): Promise<void> {
    await this.#command({ site, do: 'listen' })
  }

  /** When packets of voice have reached the site since `listen`, in milliseconds since 1970. */
  async heard(site: SiteName): Promise<number[]> {
    const { arrivals } = JSON.parse(await this.#command({ site, do: 'heard' })) as { arrivals: number[] }
    return arrivals
  }

  /** The site gets another address, as where somebody walks from one network into the next. */
  async moveAddress(site: SiteName): Promise<void> {
    const net = `10.78.${SITES.indexOf(site) + 1}`
    const host = this.#hosts.get(site) ?? FIRST_HOST
    this.#ip(site, 'address', 'del', `${net}.${host}/24`, 'dev', CARD)
    this.#ip(site, 'address', 'add', `${net}.${host + 1}/24`, 'dev', CARD)
    // With its last address a card loses its ways.
    this.#ip(site, 'route', 'add', '10.78.0.0/16', 'dev', CARD)
    await this.#command({ site, do: 'move', host: host + 1 })
    this.#hosts.set(site, host + 1)
  }

  async close(): Promise<void> {
    const ended = new Promise(resolve => this.#program.once('close', resolve))
    this.#program.stdin?.end()
    await ended
  }

  #ip(site: SiteName, ...args: readonly string[]): void {
    execFileSync('nsenter', [`--net=${this.#namespace(site)}`, 'ip', ...args])
  }

  #namespace(site: SiteName): string {
    const namespace = this.#namespaces[site]
    if (!namespace) throw new Error(`the lab has no place for ${site}`)
    return namespace
  }

  #command(command: object): Promise<string> {
    this.#program.stdin?.write(`${JSON.stringify(command)}\n`)
    return this.#answer()
  }

  #answer(): Promise<string> {
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error('the lab has ended by itself: see above'))
      this.#program.once('close', gone)
      this.#waiting.push(line => {
        this.#program.off('close', gone)
        resolve(line)
      })
    })
  }
}
